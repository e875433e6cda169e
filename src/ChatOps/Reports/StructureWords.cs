using ChatOps.Database.Introspection;

namespace ChatOps.Reports;

/// <summary>How a table's structure reads.</summary>
internal static class StructureWords
{
    public static string Rows(Report report, Table table) =>
        report.Tables.FirstOrDefault(rows => rows.Name == table.Name) is { } found ? Figures.Number(found.Rows) : "not counted";

    public static string Key(Table table) => table.PrimaryKey.Count == 0 ? "none" : string.Join(", ", table.PrimaryKey);

    public static string References(Table table) =>
        string.Join("; ", table.ForeignKeys.Select(key => $"{string.Join(", ", key.Columns)} → {key.ReferencedTable}"));
}
