using System.Text.Json;

namespace ChatOps.Agents.Evaluation;

/// <summary>One question of a data set with the statements that answer it, in the form of the public Spider and Defog sets.</summary>
/// <param name="Gold">Any of them is right.</param>
internal sealed record QuestionCase(string Database, string Question, IReadOnlyList<string> Gold, bool OrderMatters)
{
    /// <summary>Null for a line without a question, a database or a statement.</summary>
    /// <param name="language">en, or another whose keys end with it, such as <c>question_de</c>.</param>
    public static QuestionCase? Read(JsonElement line, string language)
    {
        var end = language == "en" ? "" : $"_{language}";
        string[] gold = [.. Texts(line, $"gold_sql{end}"), .. Texts(line, "gold_sql_alternatives")];
        return Texts(line, "db_id") is [var database] && Texts(line, $"question{end}") is [var question] && gold.Length > 0
            ? new QuestionCase(database, question, gold, line.TryGetProperty("order_matters", out var order) && order.ValueKind == JsonValueKind.True)
            : null;
    }

    private static string[] Texts(JsonElement line, string key) => !line.TryGetProperty(key, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };
}
