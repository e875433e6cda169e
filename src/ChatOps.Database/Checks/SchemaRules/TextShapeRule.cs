using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>A rule about text columns that hold something else than texts. The first rows nominate; the rows that are counted are all of them.</summary>
internal abstract class TextShapeRule : ProbeRule
{
    internal sealed override Severity Severity => Severity.Info;

    /// <summary>The condition on the rows that are counted and the rest of the sentence "12 values of t.c ..."; null where the column is as it should be.</summary>
    protected abstract (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context);

    internal sealed override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var shapes = IsFor(context) ? await TextSample.OfAsync(table, context, cancellationToken) : new Dictionary<string, TextShape>();
        return
        [
            .. from column in table.Columns
               let shape = shapes.GetValueOrDefault(column.Name)
               where shape is { Filled: >= MinimumValues }
               let verdict = Judge(table, column, shape, context)
               where verdict is not null
               select context.Rows(table, [column.Name], verdict.Value.Where, count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {verdict.Value.Message}"),
        ];
    }

    private const long MinimumValues = 20;
}
