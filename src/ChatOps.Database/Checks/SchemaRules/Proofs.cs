using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Candidates that the database's own catalog proves: one row for each thing that is wrong.</summary>
internal static class Proofs
{
    /// <summary>SQLite takes at most 500 terms in a compound SELECT; nested ones are counted by themselves.</summary>
    private const int TermsAtOnce = 400;

    internal static Candidate AboutTable(this CheckContext context, Table table, string message) =>
        new(table.Name, [], context.Sql.DescribeTable(table), _ => message);

    internal static Candidate AboutColumn(this CheckContext context, Table table, Column column, string message) =>
        new(table.Name, [column.Name], context.Sql.DescribeColumn(table, column.Name), _ => message);

    /// <summary>One case for each of the columns, of which there is at least one.</summary>
    internal static Candidate AboutColumns(this CheckContext context, Table table, IEnumerable<Column> columns, string message)
    {
        List<string> names = [.. columns.Select(column => column.Name)];
        return new Candidate(table.Name, names, All([.. names.Select(name => context.Sql.DescribeColumn(table, name))]), _ => message);
    }

    internal static Candidate AboutKey(this CheckContext context, Table table, ForeignKey key, string message) =>
        new(table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key), _ => message);

    internal static Candidate AboutIndex(this CheckContext context, Table table, Index index, string message) =>
        new(table.Name, [.. index.Columns.OfType<string>()], context.Sql.DescribeIndex(table, index.Name), _ => message);

    /// <summary>One row where every one of the statements returns a row.</summary>
    internal static string WhereAll(this CheckContext context, string name, string value, IEnumerable<string> statements) =>
        $"SELECT {context.Sql.Literal(value)} AS {context.Sql.Quote(name)} FROM (SELECT 1 AS one) AS one WHERE {string.Join(" AND ", statements.Select(statement => $"EXISTS ({statement})"))}";

    internal static bool Is(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>At most five of the names, and how many more there are.</summary>
    internal static string Some(IEnumerable<string> names)
    {
        List<string> all = [.. names];
        return all.Count <= 6 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(5))} and {all.Count - 5} more";
    }

    private static string All(IReadOnlyList<string> statements) =>
        statements.Count == 1 ? statements[0] : string.Join(" UNION ALL ", statements.Chunk(TermsAtOnce).Select(some => Wrapped(string.Join(" UNION ALL ", some.Select(Wrapped)))));

    private static string Wrapped(string statement) => $"SELECT * FROM ({statement}) AS described";
}
