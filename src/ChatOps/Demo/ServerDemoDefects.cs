using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Demo;

/// <summary>Takes back the defects that a server does not let happen.</summary>
internal static class ServerDemoDefects
{
    /// <summary>A typed column takes no text that is no number or date, and a reference no other type.</summary>
    private static readonly string[] Refused = ["stored-type-mismatch", "invalid-dates", "foreign-key-type-mismatch"];

    /// <summary>The defects that stay; the rows of the others have their old values again.</summary>
    public static IReadOnlyList<PlantedDefect> Fit(DemoShop shop, IReadOnlyList<PlantedDefect> defects, DatabaseProvider provider)
    {
        // InnoDB makes an index for every reference by itself; PostgreSQL keeps every view in order.
        string[] impossible = [.. Refused, provider == DatabaseProvider.MySql ? "foreign-key-without-index" : "invalid-view"];
        foreach (var defect in defects.Where(defect => impossible.Contains(defect.Rule) && defect.Key is not null))
        {
            TakeBack(shop[defect.Table], defect);
        }

        foreach (var card in shop["gift_cards"].Rows)
        {
            card[1] = int.Parse((string)card[1]!, CultureInfo.InvariantCulture);
        }

        return [.. defects.Where(defect => !impossible.Contains(defect.Rule)).Select(defect => WithoutRowId(shop, defect))];
    }

    private static void TakeBack(ShopTable table, PlantedDefect defect)
    {
        var row = Enumerable.Range(0, table.Rows.Count).Single(row => table.KeyOf(row).All(part => Equals(part.Value, defect.Key![part.Key])));
        table.Rows[row][table.Index(defect.Columns[0])] = defect.Old;
    }

    /// <summary>Rows of a table without a key have no number here: the row itself is its name.</summary>
    private static PlantedDefect WithoutRowId(DemoShop shop, PlantedDefect defect)
    {
        if (defect.Key is not { } key || !key.TryGetValue("rowid", out var number))
        {
            return defect;
        }

        var table = shop[defect.Table];
        return defect with { Key = table.Columns.Zip(table.Rows[Convert.ToInt32(number, CultureInfo.InvariantCulture) - 1]).ToDictionary(pair => pair.First, pair => pair.Second) };
    }
}
