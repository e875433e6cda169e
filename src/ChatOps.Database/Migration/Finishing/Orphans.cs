using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>Moves rows that refer to nothing into the reject table, and tells whether what they refer to was rejected itself.</summary>
internal sealed class Orphans(DatabaseAccess access, DatabaseConnection target, MigrationPlan plan, MigrationLedger ledger, WriterSession writer)
{
    internal async Task<long> RemoveAsync(PlannedReference reference, CancellationToken cancellationToken)
    {
        var parent = plan.Tables.FirstOrDefault(table => table.Target.Name == reference.Key.ReferencedTable);
        var rejected = parent is null ? [] : await ledger.ReadRejectedKeysAsync(writer, parent.Source.Name, cancellationToken);
        return await new RowRemoval(access, target, ledger).RemoveAsync(
            writer, reference.Table, ConditionOf(reference), row => ReasonOf(reference, parent, rejected, row), cancellationToken);
    }

    /// <summary>All columns have a value and no row of the other table has the same (MATCH SIMPLE). The table is not named: MySQL takes no alias in a DELETE.</summary>
    private string ConditionOf(PlannedReference reference)
    {
        var (quote, child) = ((Func<string, string>)writer.Dialect.QuoteIdentifier, writer.Dialect.QuoteTable(reference.Table.Target));
        var own = reference.Key.Columns.Select(column => $"{child}.{quote(column)}").ToList();
        var parent = plan.Tables.FirstOrDefault(table => table.Target.Name == reference.Key.ReferencedTable)?.Target;
        var place = parent is null ? quote(reference.Key.ReferencedTable) : writer.Dialect.QuoteTable(parent);
        // A table that refers to itself is read before it is changed.
        var others = parent?.Name == reference.Table.Target.Name ? $"(SELECT {string.Join(", ", reference.Key.ReferencedColumns.Select(quote))} FROM {place})" : place;
        var same = reference.Key.ReferencedColumns.Zip(own, (column, value) => $"referenced.{quote(column)} = {value}");
        return $"{string.Join(" AND ", own.Select(value => $"{value} IS NOT NULL"))} AND NOT EXISTS (SELECT 1 FROM {others} AS referenced WHERE {string.Join(" AND ", same)})";
    }

    private static string ReasonOf(PlannedReference reference, TablePlan? parent, HashSet<string> rejected, RowBlock row)
    {
        var columns = string.Join(", ", reference.Key.Columns.Select(name => reference.Table.Columns.FirstOrDefault(column => column.Target.Name == name)?.Source.Name ?? name));
        var table = parent?.Source.Name ?? reference.Key.ReferencedTable;
        return rejected.Count > 0 && parent is not null && KeyOf(reference, parent, row) is { } key && rejected.Contains(key)
            ? $"{columns} refers to a row of {table} that was rejected."
            : $"{columns} refers to no row of {table}.";
    }

    /// <summary>The key of the row that is referred to, as the reject table writes it; null where the reference is not to the primary key.</summary>
    private static string? KeyOf(PlannedReference reference, TablePlan parent, RowBlock row)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var cursor = row.Read();
        foreach (var column in reference.Table.Columns)
        {
            values[column.Target.Name] = cursor.Next(out var value) ? RowJson.Text(value, column.Type.Kind) : null;
        }

        var named = new List<(string, string?)>();
        foreach (var name in parent.Source.PrimaryKey)
        {
            var at = parent.Columns.FirstOrDefault(column => column.Source.Name == name) is { } column ? reference.Key.ReferencedColumns.ToList().IndexOf(column.Target.Name) : -1;
            if (at < 0 || !values.TryGetValue(reference.Key.Columns[at], out var value))
            {
                return null;
            }

            named.Add((name, value));
        }

        return RowJson.Of(named);
    }
}
