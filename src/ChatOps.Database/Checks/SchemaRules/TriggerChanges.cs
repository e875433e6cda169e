using ChatOps.Database.Dialects;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>What fires a trigger and what it changes, read from its statement word by word. Kinds of changes are INSERT, UPDATE and DELETE.</summary>
/// <param name="Event">Null where it is not told.</param>
internal sealed record TriggerChanges(string? Event, IReadOnlyList<(string Kind, string Table)> Changes)
{
    private static readonly string[] Kinds = ["INSERT", "UPDATE", "DELETE"];

    /// <param name="sql">A CREATE TRIGGER statement of SQLite, or MySQL's time, event and statement. PostgreSQL's triggers call a function, which is not looked into.</param>
    internal static TriggerChanges Of(string sql)
    {
        List<Token> tokens = [.. SqlTokenizer.Tokenize(sql)];
        var start = tokens.FindIndex(token => KindOf(token) is not null);
        if (start < 0)
        {
            return new TriggerChanges(null, []);
        }

        var whole = tokens[0].Is("CREATE");
        var body = whole ? tokens.FindIndex(start, token => token.Is("BEGIN")) : start;
        return new TriggerChanges(KindOf(tokens[start]), body < 0 ? [] : [.. ChangesOf(tokens, body + 1)]);
    }

    private static string? KindOf(Token token) => Array.Find(Kinds, token.Is);

    private static IEnumerable<(string Kind, string Table)> ChangesOf(List<Token> tokens, int start)
    {
        for (var index = start; index < tokens.Count; index++)
        {
            var kind = tokens[index].Is("REPLACE") ? "INSERT" : KindOf(tokens[index]);
            if (kind is not null && TargetOf(tokens, kind, index + 1) is { } table)
            {
                yield return (kind, table);
            }
        }
    }

    /// <summary>The table behind INSERT INTO, DELETE FROM or UPDATE; null where the word begins no statement, as in ON CONFLICT DO UPDATE SET.</summary>
    private static string? TargetOf(List<Token> tokens, string kind, int index)
    {
        while (index < tokens.Count && IsModifier(tokens, index))
        {
            index++;
        }

        var before = kind switch { "INSERT" => "INTO", "DELETE" => "FROM", _ => null };
        index += before is not null && index < tokens.Count && tokens[index].Is(before) ? 1 : 0;
        if (index >= tokens.Count || tokens[index].Kind is not (TokenKind.Word or TokenKind.QuotedName) || tokens[index].Is("SET") || (before is not null && !tokens[index - 1].Is(before)))
        {
            return null;
        }

        return index + 2 < tokens.Count && tokens[index + 1].Is(".") ? tokens[index + 2].Unquoted : tokens[index].Unquoted;
    }

    /// <summary>SQLite's OR IGNORE and the like; MySQL's LOW_PRIORITY, IGNORE and the like.</summary>
    private static bool IsModifier(List<Token> tokens, int index) =>
        tokens[index].Is("OR") || tokens[index - 1].Is("OR") || tokens[index].Is("LOW_PRIORITY") || tokens[index].Is("HIGH_PRIORITY") || tokens[index].Is("QUICK") || tokens[index].Is("IGNORE");
}
