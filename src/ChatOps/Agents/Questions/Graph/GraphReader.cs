using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>Makes the graph of a live database. What it reads of the rows is bounded, however large the tables are.</summary>
internal static class GraphReader
{
    /// <summary>Rows of one table that are looked at.</summary>
    private const int MaxRows = 20_000;

    /// <summary>Different texts of one column that are kept; a column with more is searched by the database when it is asked about.</summary>
    private const int MaxValues = 4_000;

    /// <summary>Characters of a text that can be named in a question.</summary>
    private const int MaxLength = 80;

    /// <summary>Texts kept in all, over all tables.</summary>
    private const int MaxTotal = 200_000;

    private static readonly (string Yes, string No)[] TruthWords =
        [("T", "F"), ("1", "0"), ("Y", "N"), ("yes", "no"), ("true", "false"), ("ja", "nein"), ("J", "N"), ("si", "no"), ("S", "N")];

    private static readonly HashSet<string> TruthPrefixes = ["is", "has", "was", "can", "ist", "hat", "kann", "es", "tiene"];

    private static readonly string[] TruthEndings = ["ed", "able", "active", "aktiv", "activo", "flag"];

    /// <exception cref="DatabaseException">The catalog cannot be read.</exception>
    public static async Task<SchemaGraph> ReadAsync(ReaderSession session, Schema schema, CancellationToken cancellationToken)
    {
        var tables = schema.Tables.Select(table => new TableNode(table)).ToList();
        var values = new ValueIndex();
        var left = MaxTotal;
        foreach (var column in tables.SelectMany(table => table.Columns).Where(IsReadable))
        {
            var texts = left > 0 ? await TextsAsync(session, column, cancellationToken) : null;
            if (texts is null)
                continue;
            Describe(column, texts, session.Connection.Provider);
            if (column.Class is not (ValueClass.Text or ValueClass.Truth) || texts.Count > MaxValues)
                continue;
            left -= texts.Count;
            column.Values = texts;
            foreach (var text in texts)
                values.Add(column, text);
        }

        foreach (var column in tables.SelectMany(table => table.Columns))
            column.IsUnique |= column.Table.Key == column || column.Table.Table.Indexes.Any(index => index is { Unique: true, Partial: false, Columns.Count: 1 } && index.Columns[0] == column.Name);
        return new SchemaGraph(tables, LinkFinder.Find(tables), values, session.Dialect, schema.Fingerprint);
    }

    private static bool IsReadable(ColumnNode column) =>
        MayBeTruth(column) || column.Class is ValueClass.Text or ValueClass.Truth or ValueClass.Other
        && column.Column.Kind is not ColumnKind.Binary && column.Column.Length is null or <= 4000;

    /// <summary>Engines without a type of their own for yes and no keep 1 and 0: "is_active", "approved".</summary>
    private static bool MayBeTruth(ColumnNode column) =>
        column.Column.Kind == ColumnKind.Integer && !column.IsKey && column.Words.Count > 0
        && (TruthPrefixes.Contains(column.Words[0]) || TruthEndings.Any(ending => column.Words[^1].EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>Null where they cannot be read or are too long to be named.</summary>
    private static async Task<List<string>?> TextsAsync(ReaderSession session, ColumnNode column, CancellationToken cancellationToken)
    {
        var name = session.Dialect.QuoteIdentifier(column.Name);
        var sql = $"SELECT {name}, COUNT(*) FROM (SELECT {name} FROM {session.Dialect.QuoteTable(column.Table.Table)} WHERE {name} IS NOT NULL LIMIT {MaxRows}) AS s GROUP BY {name} LIMIT {MaxValues + 1}";
        var texts = new List<string>();
        var unique = true;
        try
        {
            await using var rows = await session.QueryAsync(sql, cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                if (rows.GetKind(0) == ValueKind.Blob)
                    return null;
                unique &= rows.GetInt64(1) == 1;
                var text = rows.GetText(0);
                if (text.Length <= MaxLength)
                    texts.Add(text);
                else if (texts.Count == 0)
                    return null;
            }
        }
        catch (DatabaseException problem) when (problem.Problem is DatabaseProblem.Denied or DatabaseProblem.BadStatement or DatabaseProblem.Locked)
        {
            return null;
        }

        column.IsUnique = unique && texts.Count > 1;
        return texts;
    }

    private static void Describe(ColumnNode column, List<string> texts, DatabaseProvider provider)
    {
        // A server's own BOOLEAN knows no other words; SQLite has none, and keeps whatever somebody wrote.
        var isServers = column.Class is ValueClass.Truth && provider == DatabaseProvider.PostgreSql;
        column.Truth = isServers ? (true, false) : Truth(column, texts);
        if (column.Class is ValueClass.Truth)
            column.Truth ??= (1L, 0L);
        else if (column.Truth is not null)
            column.Class = ValueClass.Truth;
        else if (texts.Count > 0 && texts.TrueForAll(IsNumber))
            DescribeNumbers(column, texts, provider);
        else if (texts.Count > 0 && texts.TrueForAll(IsDay))
            column.Class = ValueClass.Date;
        else if (column.Class == ValueClass.Other && texts.Count > 0)
            column.Class = ValueClass.Text;
    }

    // Years and codes of one length sort as texts as they do as numbers; ages and prices need not.
    private static void DescribeNumbers(ColumnNode column, List<string> texts, DatabaseProvider provider)
    {
        column.Class = ValueClass.Number;
        var byText = texts.Order(StringComparer.Ordinal).Select(Value);
        var byValue = texts.Select(Value).Order();
        column.NeedsCast = column.Column.Kind is ColumnKind.Text && (provider == DatabaseProvider.PostgreSql || !byText.SequenceEqual(byValue));
    }

    private static (object, object)? Truth(ColumnNode column, List<string> texts)
    {
        if (texts.Count is 0 or > 2)
            return null;
        foreach (var (yes, no) in TruthWords)
        {
            var fits = texts.TrueForAll(text => text.Equals(yes, StringComparison.OrdinalIgnoreCase) || text.Equals(no, StringComparison.OrdinalIgnoreCase));
            if (!fits || (texts.Count == 1 && column.Class != ValueClass.Truth && yes is not ("yes" or "true")))
                continue;
            return (Stored(column, texts, yes), Stored(column, texts, no));
        }

        return null;
    }

    private static object Stored(ColumnNode column, List<string> texts, string word)
    {
        var text = texts.Find(text => text.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? word;
        return (column.Class == ValueClass.Truth || column.Column.Kind == ColumnKind.Integer) && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static decimal Value(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static bool IsDay(string text) => text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
