using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Names that SQL needs for itself.</summary>
internal sealed class ReservedWordName : StructureRule
{
    internal override string Id => "reserved-word-name";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table or column is named like a word that SQL reserves. Every query must quote it, and one that forgets fails or means something else.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (Words.Contains(table.LocalName))
        {
            yield return new Candidate(table.Name, [], context.Sql.DescribeTable(table), _ => $"The table name {table.LocalName} is a reserved word of SQL and must always be quoted.");
        }

        foreach (var column in table.Columns.Where(column => Words.Contains(column.Name)))
        {
            yield return new Candidate(
                table.Name, [column.Name], context.Sql.DescribeColumn(table, column.Name),
                _ => $"The column name {table.Name}.{column.Name} is a reserved word of SQL and must always be quoted.");
        }
    }

    /// <summary>Reserved in the SQL standard and in SQLite, PostgreSQL or MySQL alike.</summary>
    private static readonly HashSet<string> Words = new(
        ("all alter and as asc between by case check collate column constraint create cross current_date current_time current_timestamp default delete desc distinct drop "
        + "else end except exists for foreign from full grant group having in index inner insert intersect into is join left like limit natural not null on or order outer "
        + "primary references right select set table then to transaction trigger union unique update user using values when where with").Split(' '),
        StringComparer.OrdinalIgnoreCase);
}
