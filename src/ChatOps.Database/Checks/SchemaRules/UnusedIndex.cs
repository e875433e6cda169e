using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Indexes that nobody reads.</summary>
internal sealed class UnusedIndex : StructureRule
{
    internal override string Id => "unused-index";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "The engine has counted no use of an index since its statistics began, while every change of the table writes it. Look at the other servers and at rare jobs before dropping it. Keys and indexes that serve a foreign key are left out.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql, DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        var statistics = context.Schema.Statistics;
        foreach (var index in table.Indexes.Where(index => index is { Origin: IndexOrigin.Created, Unique: false, Valid: true } && !ServesKey(table, index)))
        {
            if (statistics.Indexes.TryGetValue((table.Name, index.Name), out var use) && use.Scans == 0 && statistics.CountedSince <= context.Now - ShortestWatch)
            {
                yield return context.AboutIndex(
                    table, index, $"The index {index.Name} of {table.Name} was not read once since {statistics.CountedSince:yyyy-MM-dd}{(use.Bytes > 0 ? $" and takes {CheckContext.Count(use.Bytes, "byte")}" : "")}.")
                    with
                { Fix = context.Sql.DropIndex(table, index.Name) };
            }
        }
    }

    /// <summary>A week sees the weekly jobs; counts that are younger prove nothing.</summary>
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromDays(7);

    private static bool ServesKey(Table table, Index index) =>
        table.ForeignKeys.Any(key => key.Columns.All(column => index.Columns.Take(key.Columns.Count).Contains(column, StringComparer.OrdinalIgnoreCase)));
}
