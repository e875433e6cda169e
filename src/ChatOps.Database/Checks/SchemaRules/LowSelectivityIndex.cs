using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Indexes on columns that hardly vary.</summary>
internal sealed class LowSelectivityIndex : ProbeRule
{
    internal override string Id => "low-selectivity-index";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "An index of a large table begins with a column of at most two different values (or only NULL). It hardly narrows a search, so it is rarely chosen, while every change writes it. An index over the rare value alone (CREATE INDEX ... WHERE) is small and useful.";

    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        List<Index> indexes = context.RowCounts[table.Name] < LargeTable ? [] : [.. table.Indexes.Where(index => MayBeWeak(table, index))];
        if (indexes.Count == 0)
        {
            return [];
        }

        var counts = indexes.Select((index, number) => $"(SELECT COUNT(*) FROM (SELECT DISTINCT {context.Sql.Quote(index.Columns[0]!)} AS held FROM {context.Sql.Table(table)} LIMIT {FewValues + 1}) AS few) AS c{number}");
        await using var figures = await context.Session.QueryAsync($"SELECT {string.Join(", ", counts)}", cancellationToken);
        await figures.ReadAsync(cancellationToken);
        return [.. indexes.Select((index, number) => (index, Values: figures.GetInt64(number))).Where(item => item.Values <= FewValues).Select(item => Describe(table, item.index, item.Values, context))];
    }

    private const long LargeTable = 10_000;
    private const int FewValues = 2;

    /// <summary>What serves a key or a reference is needed whatever it holds.</summary>
    private static bool MayBeWeak(Table table, Index index) =>
        index is { Origin: IndexOrigin.Created, Unique: false, Partial: false, Method: null or "btree" or "BTREE" } && index.Columns[0] is { } first && !KeyColumns.IsForeignKey(table, first);

    private static Candidate Describe(Table table, Index index, long values, CheckContext context) => context.AboutIndex(
        table, index, $"The index {index.Name} of {table.Name} begins with {index.Columns[0]}, which has {(values == 1 ? "one value" : $"only {values} different values")} in {CheckContext.Count(context.RowCounts[table.Name], "row")}.");
}
