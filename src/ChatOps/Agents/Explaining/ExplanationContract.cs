using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Reports;

namespace ChatOps.Agents.Explaining;

/// <summary>The one form in which every specialist explains: a summary, then parts that name the items they are about. Of their texts only guarded sentences are kept.</summary>
internal static class ExplanationContract
{
    private const int MostParts = 10;

    private static readonly string[] TextKeys = ["summary", "text", "advice"];

    private static readonly JsonElement Form = JsonDocument.Parse("""
        {
          "type": "object", "additionalProperties": false, "required": ["summary", "parts"],
          "properties": {
            "summary": { "type": "string" },
            "parts": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["about", "text", "advice"],
              "properties": { "about": { "type": "array", "items": { "type": "string" } }, "text": { "type": "string" }, "advice": { "type": ["string", "null"] } } } }
          }
        }
        """).RootElement;

    /// <param name="writer">The model's name.</param>
    public static AnswerContract<Explanation> For(ExplanationSubject subject, string writer) =>
        new("explanation", Form, (json, _) => Task.FromResult(Read(json, subject, writer)));

    /// <summary>What may be shown of an answer that is still being written: whole sentences, guarded like those of the whole answer. Null while there is none.</summary>
    public static Explanation? ReadBegun(string json, ExplanationSubject subject, string writer)
    {
        var texts = PartialAnswer.Texts(json, TextKeys);
        List<GuardedText> guarded = [.. texts.Select((text, index) => GuardedText.Of(index == texts.Count - 1 ? WholeSentences(text) : text, subject.Figures)).Where(text => text.Text.Length > 0)];
        return guarded.Count == 0 ? null : new Explanation(subject.Title, [.. guarded.Select(text => text.Text)], writer, 0);
    }

    private static Checked<Explanation> Read(JsonElement json, ExplanationSubject subject, string writer)
    {
        if (Text(json, "summary") is not { } summary || !json.TryGetProperty("parts", out var parts) || parts.ValueKind != JsonValueKind.Array)
            return Checked<Explanation>.Wrong("The object must hold \"summary\" (a text) and \"parts\" (a list).");
        var known = subject.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var texts = new List<string?> { summary };
        foreach (var part in parts.EnumerateArray().Take(MostParts))
        {
            if (Text(part, "text") is not { } text || !part.TryGetProperty("about", out var about) || about.ValueKind != JsonValueKind.Array)
                return Checked<Explanation>.Wrong("Each of \"parts\" must hold \"about\" (a list of ids), \"text\" and \"advice\" (a text or null).");
            if (about.EnumerateArray().Select(id => id.ToString()).FirstOrDefault(id => !known.Contains(id)) is not null)
                return Checked<Explanation>.Wrong("\"about\" may hold only ids of the items that you were given.");
            texts.AddRange([text, Text(part, "advice")]);
        }

        List<GuardedText> guarded = [.. texts.OfType<string>().Select(text => GuardedText.Of(text, subject.Figures))];
        IReadOnlyList<string> paragraphs = [.. guarded.Select(text => text.Text).Where(text => text.Length > 0)];
        return paragraphs.Count > 0
            ? Checked<Explanation>.Of(new Explanation(subject.Title, paragraphs, writer, guarded.Sum(text => text.LeftOut)))
            : Checked<Explanation>.Wrong("No sentence could be kept: repeat only figures of the items, and write no links.");
    }

    /// <summary>Without the last one, which may go on.</summary>
    private static string WholeSentences(string text) => string.Join(' ', FigureGuard.Sentences(text).SkipLast(1));

    private static string? Text(JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
