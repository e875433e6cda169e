using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Loading;

namespace ChatOps.Database.Migration.Planning;

/// <summary>What somebody chose to do with whole rows of one table, as conditions in the source's own SQL.</summary>
internal sealed class RowFixes(Route route, Table table, TableOverride choices, PlanNotes notes)
{
    private IDialect Dialect => route.From.Dialect;

    /// <summary>The rows that take part at all; null for all.</summary>
    internal string? Condition()
    {
        var conditions = new List<string>();
        if (choices.Where is { } where)
        {
            conditions.Add($"({where})");
        }

        if (choices.DropOrphans && table.ForeignKeys.Count > 0)
        {
            conditions.AddRange(table.ForeignKeys.Where(key => key.ReferencedColumns.Count == key.Columns.Count).Select(HasParent));
            notes.Add(NoteKind.Changed, table.Name, null, $"Rows of {table.Name} that refer to nothing are left out, as was chosen; they are not kept as rejects.");
        }

        return conditions.Count == 0 ? null : string.Join(" AND ", conditions);
    }

    /// <exception cref="DatabaseException">The columns are not there, or the table's rows cannot be told apart.</exception>
    internal IReadOnlyList<RowRule> Rules()
    {
        if (choices.Deduplicate is not { } chosen)
        {
            return [];
        }

        var columns = chosen.Columns.Select(Require).ToList();
        var keep = chosen.Keep is { } name ? Require(name) : null;
        if (RowOrder.Of(table, Dialect) is not { } order)
        {
            throw new DatabaseException(DatabaseProblem.BadStatement, $"{choices.Place}: Rows of {table.Name} cannot be told apart, since it has no primary key, so duplicates cannot be set apart on the way. Nothing was done. Remove them in the source, or leave them in.");
        }

        var names = string.Join(", ", columns.Select(column => column.Name));
        notes.Add(NoteKind.Changed, table.Name, null, $"Of the rows of {table.Name} with the same {names} one is kept, {(keep is null ? "the first" : $"the one with the largest {keep.Name}")}; the others are rejected, as was chosen.");
        return [new RowRule(IsKept(columns, keep, order), $"Another row has the same {names} and {(keep is null ? "comes first" : $"the larger {keep.Name}")}; only that one was kept, as was chosen.")];
    }

    private string IsKept(IReadOnlyList<Column> columns, Column? keep, RowOrder order)
    {
        var names = columns.Select(column => Dialect.QuoteIdentifier(column.Name)).ToList();
        var first = keep is null ? order.OrderBy : $"{Dialect.QuoteIdentifier(keep.Name)} DESC, {order.OrderBy}";
        var terms = order.Terms.Select((_, index) => $"term{index}").ToList();
        var numbered = $"SELECT {string.Join(", ", order.Terms.Select((term, index) => $"{term} AS term{index}"))}, ROW_NUMBER() OVER (PARTITION BY {string.Join(", ", names)} ORDER BY {first}) AS place FROM {Dialect.QuoteTable(table)}"
            + (choices.Where is { } where ? $" WHERE ({where})" : "");
        return $"({string.Join(" OR ", names.Select(name => $"{name} IS NULL"))} OR ({order.OrderBy}) IN (SELECT {string.Join(", ", terms)} FROM ({numbered}) AS numbered WHERE place = 1))";
    }

    /// <summary>Some column is NULL, or a row of the other table has the same values (MATCH SIMPLE).</summary>
    private string HasParent(ForeignKey key)
    {
        var (own, parent) = (Dialect.QuoteTable(table), route.Source.Tables.FirstOrDefault(other => other.Name == key.ReferencedTable));
        var place = parent is null ? Dialect.QuoteIdentifier(key.ReferencedTable) : Dialect.QuoteTable(parent);
        var same = key.ReferencedColumns.Zip(key.Columns, (referenced, column) => $"referenced.{Dialect.QuoteIdentifier(referenced)} = {own}.{Dialect.QuoteIdentifier(column)}");
        return $"({string.Join(" OR ", key.Columns.Select(column => $"{own}.{Dialect.QuoteIdentifier(column)} IS NULL"))} OR EXISTS (SELECT 1 FROM {place} AS referenced WHERE {string.Join(" AND ", same)}))";
    }

    private Column Require(string name) => table.Find(name) ?? throw new DatabaseException(
        DatabaseProblem.BadStatement, $"{choices.Place}: The table '{table.Name}' has no column '{name}'. Nothing was done.");
}
