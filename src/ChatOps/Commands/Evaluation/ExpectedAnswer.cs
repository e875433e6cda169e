using System.Text.Json;
using ChatOps.Agents.Evaluation;

namespace ChatOps.Commands.Evaluation;

/// <summary>Compares an interpretation with what is expected: every name that is expected must be there, whatever its casing or order; more names do no harm.</summary>
internal static class ExpectedAnswer
{
    private static readonly string[] NotNames = ["op", "when", "until"];

    /// <summary>Keys that mean the same.</summary>
    private static readonly Dictionary<string, string> Same = new() { ["to"] = "channel", ["schedule"] = "job", ["databases"] = "database", ["runs"] = "run", ["checks"] = "check" };

    public static Mark Mark(JsonElement expected, JsonElement answer)
    {
        var outcome = Text(answer, "outcome");
        if (!Outcomes(expected).Contains(outcome, StringComparer.OrdinalIgnoreCase))
            return outcome == "clarify" ? Agents.Evaluation.Mark.Asked : Agents.Evaluation.Mark.Wrong;
        var isRight = outcome switch
        {
            "refuse" => Text(answer, "reason").Length > 0,
            "clarify" => Text(answer, "question").Length > 0 && Names(expected, "targets", answer),
            _ => Names(expected, "targets", answer) && Steps(expected, answer) && Text(expected, "needs_approval") == Text(answer, "needs_approval") && Schedule(expected, answer),
        };
        return isRight ? Agents.Evaluation.Mark.Right : Agents.Evaluation.Mark.Wrong;
    }

    private static IEnumerable<string> Outcomes(JsonElement expected) =>
        expected.TryGetProperty("outcome_any", out var any) && any.ValueKind == JsonValueKind.Array ? any.EnumerateArray().Select(item => item.ToString()) : [Text(expected, "outcome")];

    /// <summary>In order; what an answer does beyond that, behind the expected steps, is passed over.</summary>
    private static bool Steps(JsonElement expected, JsonElement answer)
    {
        var (wanted, given) = (List(expected, "steps"), List(answer, "steps"));
        return given.Count >= wanted.Count && wanted.Zip(given).All(pair => Text(pair.First, "op") == Text(pair.Second, "op") && Names(pair.First, pair.Second) && (Text(pair.First, "when").Length == 0 || Text(pair.Second, "when").Length > 0));
    }

    private static bool Schedule(JsonElement expected, JsonElement answer)
    {
        var (wanted, given) = (Object(expected, "schedule"), Object(answer, "schedule"));
        if (wanted is null || given is null)
            return wanted is null == given is null;
        return Text(wanted.Value, "tz") == Text(given.Value, "tz") && Text(wanted.Value, "once_at_utc") == Text(given.Value, "once_at_utc")
            && (Text(wanted.Value, "cron") == Text(given.Value, "cron") || List(wanted.Value, "cron_any").Any(cron => cron.ToString() == Text(given.Value, "cron")));
    }

    private static bool Names(JsonElement expected, string key, JsonElement answer) => Object(expected, key) is not { } wanted || (Object(answer, key) is { } given && Names(wanted, given));

    private static bool Names(JsonElement expected, JsonElement given)
    {
        var named = given.EnumerateObject().ToLookup(property => Same.GetValueOrDefault(property.Name, property.Name), property => property.Value);
        return expected.EnumerateObject()
            .Where(property => !NotNames.Contains(property.Name, StringComparer.Ordinal))
            .All(property => named[Same.GetValueOrDefault(property.Name, property.Name)].Any(value => Values(property.Value).SetEquals(Values(value))));
    }

    private static HashSet<string> Values(JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ToString()) : [value.ToString()]).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static JsonElement? Object(JsonElement parent, string key) => parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static List<JsonElement> List(JsonElement parent, string key) => parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static string Text(JsonElement parent, string key) => parent.TryGetProperty(key, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : "";
}
