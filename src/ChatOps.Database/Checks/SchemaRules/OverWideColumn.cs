using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Texts with far more room than they need.</summary>
internal sealed class OverWideColumn : ProbeRule
{
    internal override string Id => "over-wide-column";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Columns may hold at least four times the longest text that is stored, often because 255 was written by habit. The limit then guards nothing, and MySQL sizes sort buffers and temporary tables by it.";

    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        List<Column> columns = context.RowCounts[table.Name] < MinimumRows ? [] : [.. table.Columns.Where(column => column is { Kind: ColumnKind.Text, Length: >= WideFrom } && column.IsSized())];
        if (columns.Count > 0)
        {
            var shapes = await TextSample.OfAsync(table, context, cancellationToken);
            columns.RemoveAll(column => IsWellFilled(column, shapes[column.Name]));
        }

        foreach (var group in columns.Chunk(ColumnsAtOnce))
        {
            var wide = await WideAsync(table, group, context, cancellationToken);
            if (wide.Count > 0)
            {
                candidates.Add(Describe(table, wide, context));
            }
        }

        return candidates;
    }

    private const long MinimumRows = 1_000;
    private const long WideFrom = 200;
    private const int Times = 4;
    private const int ColumnsAtOnce = 400;

    /// <summary>The first rows show it; only columns of which they do not are looked at in the whole table.</summary>
    private static bool IsWellFilled(Column column, TextShape shape) => shape.Longest * Times > column.Length || shape.Longest >= TextSample.Longest;

    /// <summary>One pass of the engine over the table answers for all columns; one without any text is not judged.</summary>
    private static async Task<List<Column>> WideAsync(Table table, Column[] columns, CheckContext context, CancellationToken cancellationToken)
    {
        await using var longest = await context.Session.QueryAsync($"SELECT {string.Join(", ", Longest(columns, context))} FROM {context.Sql.Table(table)}", cancellationToken);
        await longest.ReadAsync(cancellationToken);
        return [.. columns.Where((column, index) => longest.GetValue(index) is long and > 0 and var length && length * Times <= column.Length)];
    }

    private static IEnumerable<string> Longest(IReadOnlyList<Column> columns, CheckContext context) =>
        columns.Select((column, index) => $"MAX({context.Sql.Length(column)}) AS c{index}");

    /// <summary>The figures of the one pass, one row for each column.</summary>
    private static Candidate Describe(Table table, List<Column> columns, CheckContext context)
    {
        var names = columns.Select((column, index) => $"SELECT {index} AS number, {context.Sql.Literal(column.Name)} AS name, {context.Sql.Literal(column.DeclaredType)} AS declared");
        var figure = string.Join(" ", columns.Select((_, index) => $"WHEN {index} THEN c{index}"));
        return new Candidate(
            table.Name, [.. columns.Select(column => column.Name)],
            $"SELECT wide.name, wide.declared, CASE wide.number {figure} END AS longest FROM (SELECT {string.Join(", ", Longest(columns, context))} FROM {context.Sql.Table(table)}) AS figures CROSS JOIN ({string.Join(" UNION ALL ", names)}) AS wide",
            count => $"{CheckContext.Count(count, "column")} of {table.Name} {(count == 1 ? "is" : "are")} declared at least {Times} times as long as the longest text stored: {Proofs.Some(columns.Select(column => $"{column.Name} {column.DeclaredType}"))}.");
    }
}
