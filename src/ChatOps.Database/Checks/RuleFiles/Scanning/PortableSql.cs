using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>
/// SQL that anybody may run. SQLite alone has no regular expressions and calls a function that the program provides (its command-line shell has
/// one too, from 3.36 on). Where few values fail, the statement names them instead and runs everywhere.
/// </summary>
internal static class PortableSql
{
    private const int MaxValues = 500;

    internal static async Task<string> OfAsync(RowCheck check, CheckContext context, CancellationToken cancellationToken)
    {
        if (check.MatchedColumn is not { } column)
        {
            return check.Sql;
        }

        var name = context.Sql.Quote(column.Name);
        var texts = new List<string>();
        await using (var rows = await context.Session.QueryAsync(
            $"SELECT DISTINCT {name} FROM {context.Sql.Table(check.Table)} WHERE {check.Where} LIMIT {MaxValues + 1}", cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                if (rows.GetKind(0) != ValueKind.Text || texts.Count == MaxValues)
                {
                    return check.Sql;
                }

                texts.Add(rows.GetText(0));
            }
        }

        var named = context.Sql.IsOneOf(column, texts);
        return context.Sql.Rows(check.Table, check.Shown, check.Filter is null ? named : $"({check.Filter}) AND ({named})");
    }
}
