using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Migration.Planning;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>The one form in which specialists propose: checks in the form of rule files, and choices of the kinds that a migration knows. What cannot be read is sent back with the parser's own words.</summary>
internal static class ProposalForm
{
    private const int Most = 20;

    private static readonly JsonElement Form = JsonDocument.Parse("""
        {
          "type": "object", "additionalProperties": false, "required": ["checks", "choices"],
          "properties": {
            "checks": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["table", "column", "check", "because"],
              "properties": { "table": { "type": "string" }, "column": { "type": ["string", "null"] }, "check": { "type": "string" }, "because": { "type": "string" } } } },
            "choices": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["table", "column", "choice", "argument", "because"],
              "properties": { "table": { "type": "string" }, "column": { "type": ["string", "null"] }, "choice": { "type": "string" }, "argument": { "type": ["string", "null"] }, "because": { "type": "string" } } } }
          }
        }
        """).RootElement;

    /// <param name="figures">See <see cref="ResultFigures"/>; a reason with another figure is left out.</param>
    /// <param name="kinds">Kinds of checks that may be proposed; null for all that hold no SQL.</param>
    public static AnswerContract<Proposals> Contract(string figures, IReadOnlyCollection<string>? kinds) => new("proposals", Form, (json, _) => Task.FromResult(Read(json, figures, kinds)));

    private static Checked<Proposals> Read(JsonElement json, string figures, IReadOnlyCollection<string>? kinds)
    {
        if (!json.TryGetProperty("checks", out var checks) || checks.ValueKind != JsonValueKind.Array || !json.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array)
            return Checked<Proposals>.Wrong("The object must hold \"checks\" and \"choices\", two lists; either may be empty.");
        var wrong = new List<string>();
        var proposals = new Proposals(
            [.. checks.EnumerateArray().Take(Most).Select(item => ReadCheck(item, figures, kinds, wrong)).OfType<SuggestedCheck>()],
            [.. choices.EnumerateArray().Take(Most).Select(item => ReadChoice(item, figures, wrong)).OfType<ProposedChoice>()]);
        return wrong.Count == 0 ? Checked<Proposals>.Of(proposals) : Checked<Proposals>.Wrong(wrong);
    }

    private static SuggestedCheck? ReadCheck(JsonElement item, string figures, IReadOnlyCollection<string>? kinds, List<string> wrong)
    {
        if (Text(item, "table") is not { } table || Text(item, "check") is not { } yaml)
        {
            wrong.Add("Each of \"checks\" must hold \"table\", \"column\", \"check\" and \"because\".");
            return null;
        }

        try
        {
            var check = SuggestedCheck.Parse(table, Text(item, "column"), yaml);
            if (kinds is null || kinds.Contains(check.Kind))
                return check with { Remark = Guarded(item, figures) };
            wrong.Add($"The check \"{yaml}\" is none of {string.Join(", ", kinds)}.");
        }
        catch (RuleFileException unfit)
        {
            wrong.Add($"The check \"{yaml}\" of {table} cannot be read: {unfit.Problems[0].Message}");
        }

        return null;
    }

    private static ProposedChoice? ReadChoice(JsonElement item, string figures, List<string> wrong)
    {
        if (Text(item, "table") is not { } table || Text(item, "choice") is not { } kind || !ProposedFile.Choices.Contains(kind))
        {
            wrong.Add($"Each of \"choices\" must hold \"table\", \"column\", \"choice\" (one of {string.Join(", ", ProposedFile.Choices)}), \"argument\" and \"because\".");
            return null;
        }

        var isOfTable = kind is "deduplicate" or "drop-orphans";
        var choice = new ProposedChoice(table, isOfTable ? null : Text(item, "column"), kind, kind is "trim" or "drop-orphans" ? null : Text(item, "argument"), null, Guarded(item, figures));
        try
        {
            if (isOfTable || choice.Column is not null)
            {
                OverrideFile.Parse(ProposedFile.Write("", [choice]), "proposal");
                return choice;
            }

            wrong.Add($"\"{kind}\" needs a column.");
        }
        catch (RuleFileException unfit)
        {
            wrong.Add($"The choice \"{kind}\" of {table} cannot be read: {unfit.Problems[0].Message}");
        }

        return null;
    }

    private static string? Guarded(JsonElement item, string figures) => GuardedText.Of(Text(item, "because"), figures).Text is { Length: > 0 } because ? because : null;

    private static string? Text(JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}

/// <summary>What a model proposed, read and not yet tried on anything.</summary>
internal sealed record Proposals(IReadOnlyList<SuggestedCheck> Checks, IReadOnlyList<ProposedChoice> Choices)
{
    public static Proposals None { get; } = new([], []);
}
