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

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var index in table.Indexes.Where(index => index is { Origin: IndexOrigin.Created, Unique: false, Valid: true } && !ServesKey(table, index)))
        {
            if (context.Schema.Statistics.Indexes.TryGetValue((table.Name, index.Name), out var use) && use.Scans == 0 && Watch(table, context) is { } watch)
            {
                yield return context.AboutIndex(
                    table, index, $"The index {index.Name} of {table.Name} was not read once {watch}{(use.Bytes > 0 ? $", and takes {CheckContext.Count(use.Bytes, "byte")}" : "")}.")
                    with
                { Fix = context.Sql.DropIndex(table, index.Name) };
            }
        }
    }

    /// <summary>How long its use was counted, in words; null where that is too short to prove anything.</summary>
    private static string? Watch(Table table, CheckContext context)
    {
        var statistics = context.Schema.Statistics;
        var others = table.Indexes.Sum(index => statistics.Indexes.GetValueOrDefault((table.Name, index.Name))?.Scans ?? 0);
        return statistics.CountedSince is { } since
            ? since <= context.Now - ShortestWatch ? $"since {since:yyyy-MM-dd}" : null
            : others >= ManyScans ? $"since the server began to count, while other indexes of the table were read {CheckContext.Count(others, "time")}" : null;
    }

    /// <summary>PostgreSQL names no day before its counters are set back for the first time; then the use of the other indexes tells.</summary>
    private const long ManyScans = 1_000;

    /// <summary>A week sees the weekly jobs; counts that are younger prove nothing.</summary>
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromDays(7);

    private static bool ServesKey(Table table, Index index) =>
        table.ForeignKeys.Any(key => key.Columns.All(column => index.Columns.Take(key.Columns.Count).Contains(column, StringComparer.OrdinalIgnoreCase)));
}
