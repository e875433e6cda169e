namespace ChatOps.Database.Introspection.Diff;

/// <summary>Guesses which removed thing is an added one under another name: the same shape, and no second candidate.</summary>
internal static class RenameHints
{
    /// <summary>New column names by old ones. Where several look alike, the place in the table decides.</summary>
    internal static Dictionary<string, string> Of(Table before, IReadOnlyList<Column> removed, Table after, IReadOnlyList<Column> added, Engines engines)
    {
        var hints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in removed)
        {
            var alike = added.Where(other => SameShape(column, other, engines)).ToList();
            var place = Position(before, column);
            var found = alike.Count == 1 && removed.Count(other => SameShape(other, alike[0], engines)) == 1
                ? alike[0]
                : alike.Find(other => Position(after, other) == place);
            if (found is not null && !hints.ContainsValue(found.Name))
            {
                hints[column.Name] = found.Name;
            }
        }

        return hints;
    }

    /// <summary>New table names by old ones.</summary>
    internal static Dictionary<string, string> Of(IReadOnlyList<Table> removed, IReadOnlyList<Table> added, Engines engines)
    {
        var hints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in removed)
        {
            var alike = added.Where(other => SameShape(table, other, engines)).ToList();
            if (alike.Count == 1 && removed.Count(other => SameShape(other, alike[0], engines)) == 1)
            {
                hints[table.Name] = alike[0].Name;
            }
        }

        return hints;
    }

    private static int Position(Table table, Column column)
    {
        var index = 0;
        while (index < table.Columns.Count && table.Columns[index].Name != column.Name)
        {
            index++;
        }

        return index;
    }

    private static bool SameShape(Column before, Column after, Engines engines) =>
        before.Nullable == after.Nullable && before.Generated == after.Generated && TypeComparison.Compare(before, after, engines) == TypeChange.None;

    private static bool SameShape(Table before, Table after, Engines engines) =>
        before.Columns.Count == after.Columns.Count
        && before.Columns.Zip(after.Columns).All(pair => engines.SameName(pair.First.Name, pair.Second.Name) && SameShape(pair.First, pair.Second, engines));
}
