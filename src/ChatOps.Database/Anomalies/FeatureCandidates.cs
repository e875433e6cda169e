using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Anomalies;

/// <summary>Which columns may tell an odd row from others. Keys, references and identifiers are different in every row, or codes: their size means nothing.</summary>
internal static class FeatureCandidates
{
    public const string LabelColumn = "label";

    /// <exception cref="DatabaseException">A named column is not there.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IgnoredColumn> Ignored) Of(Table table, IReadOnlyList<string>? named)
    {
        var all = table.Columns.Select(c => c.Name).ToList();
        if (named is not null)
        {
            return (Chosen(all, named, table.Name), []);
        }

        var ignored = all.Select(c => (Column: c, Reason: ReasonToIgnore(table, c))).Where(c => c.Reason is not null)
            .Select(c => new IgnoredColumn(c.Column, c.Reason!)).ToList();
        return ([.. all.Except(ignored.Select(c => c.Column))], ignored);
    }

    /// <summary>For a file, of which only the names are known.</summary>
    /// <exception cref="DatabaseException">A named column is not there.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IgnoredColumn> Ignored) Of(IReadOnlyList<string> header, string file, IReadOnlyList<string>? named)
    {
        if (named is not null)
        {
            return (Chosen(header, named, file), []);
        }

        var ignored = header.Where(c => ReasonToIgnore(c) is not null).Select(c => new IgnoredColumn(c, ReasonToIgnore(c)!)).ToList();
        return ([.. header.Except(ignored.Select(c => c.Column))], ignored);
    }

    private static List<string> Chosen(IReadOnlyList<string> all, IReadOnlyList<string> named, string where) =>
        [.. named.Select(name => TableRowSource.Named(all, c => c, name) ?? throw new DatabaseException(
            DatabaseProblem.BadStatement, $"'{where}' has no column '{name}'. Nothing was read. Its columns: {TableRowSource.Some(all)}.")).Distinct()];

    private static string? ReasonToIgnore(Table table, string column)
    {
        if (table.PrimaryKey.Contains(column))
        {
            return "part of the primary key";
        }

        if (table.ForeignKeys.Any(key => key.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)))
        {
            return "a reference to another table";
        }

        return table.Indexes.Any(index => index is { Unique: true, Partial: false, Columns.Count: 1 } && string.Equals(index.Columns[0], column, StringComparison.OrdinalIgnoreCase))
            ? "different in every row (unique)"
            : ReasonToIgnore(column);
    }

    private static string? ReasonToIgnore(string column)
    {
        if (string.Equals(column, LabelColumn, StringComparison.OrdinalIgnoreCase))
        {
            return "named label";
        }

        var isIdentifier = column.Equals("id", StringComparison.OrdinalIgnoreCase)
            || column.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
            || (column.Length > 2 && char.IsLower(column[^3]) && (column.EndsWith("Id", StringComparison.Ordinal) || column.EndsWith("ID", StringComparison.Ordinal)))
            || column.EndsWith("uuid", StringComparison.OrdinalIgnoreCase)
            || column.EndsWith("guid", StringComparison.OrdinalIgnoreCase);
        return isIdentifier ? "an identifier by its name" : null;
    }
}
