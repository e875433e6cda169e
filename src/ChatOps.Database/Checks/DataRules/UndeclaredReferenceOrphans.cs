using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>References that nobody declared.</summary>
internal sealed class UndeclaredReferenceOrphans : RowRule
{
    internal override string Id => "undeclared-reference-orphans";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column is named after another table's key and nearly all its values are found there, but no foreign key is declared and some values refer to nothing.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !KeyColumns.IsForeignKey(table, column.Name) && context.Stated?.Find(table.Name)?.Refers(column.Name) is not true && !KeyColumns.IsUnique(table, [column.Name])))
        {
            foreach (var parent in context.KeyNames.Value.Parents(column.Name).Where(parent => parent != table && (!context.Sql.StoresOnlyDeclaredTypes || KeyNames.AreComparable(column, parent.Find(parent.PrimaryKey[0])!))))
            {
                var where = context.Sql.HasNoParent([column.Name], parent, parent.PrimaryKey);
                var name = context.Sql.Quote(column.Name);
                yield return new Candidate(
                    table.Name, [column.Name], context.Sql.Orphans(table, [column.Name], parent, parent.PrimaryKey),
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not in {parent.Name}.{parent.PrimaryKey[0]}, where the others are; no foreign key is declared.")
                {
                    Guard = $"SELECT COUNT(*) BETWEEN 1 AND (SELECT COUNT({name}) FROM {context.Sql.Table(table)}) / 10 FROM {context.Sql.Table(table)} AS c WHERE {where}",
                };
            }
        }
    }
}
