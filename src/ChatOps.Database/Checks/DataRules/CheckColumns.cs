using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Which columns an expression mentions.</summary>
internal static class CheckColumns
{
    internal static IReadOnlyList<string> Of(string expression, Table table)
    {
        var names = SqliteTokenizer.Tokenize(expression)
            .Where(token => token.Kind is TokenKind.Word or TokenKind.QuotedName)
            .Select(token => token.Unquoted)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. table.Columns.Where(column => names.Contains(column.Name)).Select(column => column.Name)];
    }
}
