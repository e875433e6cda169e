using ChatOps.Database.Checks;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Finds what differs between two schemas. Both are values, so nothing is read and nothing can fail.</summary>
public static class SchemaComparison
{
    private const string What = "table";

    /// <summary>
    /// Every difference, told from <paramref name="before"/> to <paramref name="after"/>. Within one engine declarations are
    /// compared as they are written; across engines types by kind, length and precision, conditions and statements only by
    /// being there. Names of constraints, and names that an engine made up, do not count.
    /// </summary>
    /// <param name="tables">Only these tables and their triggers, compared without case; null for everything.</param>
    public static SchemaDiff Compare(Schema before, Schema after, IReadOnlyList<string>? tables = null)
    {
        (before, after) = tables is null ? (before, after) : (Only(before, tables), Only(after, tables));
        var changes = new ChangeList(new Engines(before.Provider, after.Provider));
        var skipped = before.Skipped.Concat(after.Skipped).DistinctBy(table => table.Name, StringComparer.OrdinalIgnoreCase).ToList();
        bool IsCompared(Table table) => !skipped.Exists(other => other.Name.Equals(table.Name, StringComparison.OrdinalIgnoreCase));
        CompareTables([.. before.Tables.Where(IsCompared)], [.. after.Tables.Where(IsCompared)], changes);
        ObjectComparison.Compare(before, after, changes);
        return new SchemaDiff(changes.Sorted(), [.. skipped.Select(table => new NotChecked(table.Name, table.Reason))]);
    }

    /// <summary>The schema has a table of that name, compared without case, described or not.</summary>
    public static bool Knows(Schema schema, string table) =>
        schema.Tables.Select(own => own.Name).Concat(schema.Skipped.Select(own => own.Name)).Contains(table, StringComparer.OrdinalIgnoreCase);

    private static Schema Only(Schema schema, IReadOnlyList<string> tables)
    {
        bool IsAsked(string name) => tables.Contains(name, StringComparer.OrdinalIgnoreCase);
        return schema with
        {
            Tables = [.. schema.Tables.Where(table => IsAsked(table.Name))],
            Views = [],
            Triggers = [.. schema.Triggers.Where(trigger => IsAsked(trigger.Table))],
            Sequences = [],
            Skipped = [.. schema.Skipped.Where(table => IsAsked(table.Name))],
        };
    }

    private static void CompareTables(IReadOnlyList<Table> before, IReadOnlyList<Table> after, ChangeList changes)
    {
        var pairing = Pairing.ByName(before, after, table => table.Name, changes.Engines.IgnoreCase);
        var renames = RenameHints.Of(pairing.Removed, pairing.Added, changes.Engines);
        foreach (var table in pairing.Removed)
        {
            var renamed = renames.GetValueOrDefault(table.Name);
            changes.Removed(
                Severity.Error, What, table.Name, [], Describe(table),
                $"The table {table.Name} is gone: statements that name it fail.{(renamed is null ? "" : $" {renamed} is new and has the same columns: it was probably renamed.")}", renamed);
        }

        foreach (var table in pairing.Added)
        {
            changes.Added(Severity.Info, What, table.Name, [], Describe(table), $"The table {table.Name} is new.");
        }

        foreach (var (old, now) in pairing.Pairs)
        {
            ColumnComparison.Compare(old, now, changes);
            KeyComparison.Compare(old, now, changes);
            IndexDifferences.Compare(old, now, changes);
            CompareStorage(old, now, changes);
        }
    }

    private static string Describe(Table table) => string.Join(", ", table.Columns.Select(column => $"{column.Name} {column.DeclaredType}".TrimEnd()));

    private static void CompareStorage(Table old, Table now, ChangeList changes)
    {
        if (!changes.Engines.Same)
        {
            return;
        }

        if (Storage(old) is var was && Storage(now) is var became && was != became)
        {
            changes.Changed(Severity.Warning, What, "storage", now.Name, [], was, became, $"{now.Name} is kept in another way: {became} instead of {was}.");
        }

        if (old.Comment != now.Comment)
        {
            changes.Changed(Severity.Info, What, "comment", now.Name, [], old.Comment, now.Comment, $"The comment on {now.Name} differs.");
        }
    }

    private static string Storage(Table table)
    {
        string?[] words =
        [
            table.Kind.ToString().ToLowerInvariant(), table.Engine, table.Collation is null ? null : $"collation {table.Collation}",
            table.WithoutRowId ? "without rowid" : null, table.Strict ? "strict" : null,
        ];
        return string.Join(", ", words.OfType<string>());
    }
}
