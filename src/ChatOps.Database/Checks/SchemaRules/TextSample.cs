using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>The shapes of a table's text columns, read once for all rules that ask.</summary>
internal static class TextSample
{
    private const long MinimumRows = 20;
    private const int ColumnsAtOnce = 400;
    private const int Values = 100_000;
    private const int MostRows = 1_000;

    /// <summary>Characters that are looked at of each text.</summary>
    internal const int Longest = 200;


    /// <summary>By column name; empty for a table of fewer than 20 rows, which may agree by chance.</summary>
    internal static async Task<IReadOnlyDictionary<string, TextShape>> OfAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        if (!context.TextShapes.TryGetValue(table.Name, out var shapes))
        {
            shapes = await ReadAsync(table, context, cancellationToken);
            context.TextShapes[table.Name] = shapes;
        }

        return shapes;
    }

    private static async Task<Dictionary<string, TextShape>> ReadAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var shapes = new Dictionary<string, TextShape>(StringComparer.Ordinal);
        List<Column> columns = context.RowCounts[table.Name] < MinimumRows ? [] : [.. table.Columns.Where(column => column.Kind == ColumnKind.Text)];
        foreach (var group in columns.Chunk(ColumnsAtOnce))
        {
            List<TextShape> own = [.. group.Select(column => shapes[column.Name] = new TextShape())];
            var texts = group.Select((column, index) => $"SUBSTR({context.Sql.Quote(column.Name)}, 1, {Longest}) AS c{index}");
            await using var rows = await context.Session.QueryAsync(
                $"SELECT {string.Join(", ", texts)} FROM {context.Sql.Table(table)} LIMIT {Math.Clamp(Values / columns.Count, (int)MinimumRows, MostRows)}", cancellationToken);
            await AddAsync(rows, own, cancellationToken);
        }

        return shapes;
    }

    private static async Task AddAsync(RowReader rows, List<TextShape> shapes, CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var index = 0; index < shapes.Count; index++)
            {
                if (rows.GetKind(index) == ValueKind.Text)
                {
                    shapes[index].Add(rows.GetText(index));
                }
            }
        }
    }
}
