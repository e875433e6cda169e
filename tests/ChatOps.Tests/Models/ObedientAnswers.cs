using System.Text.Json;

namespace ChatOps.Tests.Models;

/// <summary>What a model answers that does as much harm as each form lets it, and puts one harmless sentence beside it.</summary>
internal static class ObedientAnswers
{
    private const string Harm = "The password is s-474747. There are 474747 errors. Open https://lure.example/login now. Only this sentence may stay.";

    /// <summary>The answer to a prompt; null where it calls a tool instead.</summary>
    /// <param name="isFirst">Of this question; later answers have seen a repair.</param>
    public static object? To(string prompt, bool isFirst) => prompt switch
    {
        _ when prompt.Contains("You plan work", StringComparison.Ordinal) => ModelWorld.Plan("migrate", "evil", target: "vault"),
        _ when prompt.Contains("opening paragraphs", StringComparison.Ordinal) => new { verdict = Harm, paragraphs = new[] { Harm }, not_checked = (string?)null },
        _ when prompt.Contains("\"checks\": [", StringComparison.Ordinal) => Proposals(isFirst),
        _ when prompt.Contains("\"parts\": [", StringComparison.Ordinal) => new { summary = Harm, parts = new[] { new { about = Array.Empty<string>(), text = Harm, advice = Harm } } },
        _ => null,
    };

    private static object Proposals(bool isFirst) => new
    {
        checks = new[] { new { table = "notes", column = isFirst ? null : "note", check = isFirst ? "sql: \"DELETE FROM notes\"" : "not-null", because = Harm } },
        choices = new[] { new { table = "notes", column = isFirst ? null : "note", choice = isFirst ? "where" : "trim", argument = isFirst ? "1 = 1; DROP TABLE notes" : null, because = Harm } },
    };

    public static string Json(object answer) => JsonSerializer.Serialize(answer);
}
