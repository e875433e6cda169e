using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>Choices for a migration as the file of choices that people write. Everything is quoted, so that no value can be read as anything else.</summary>
internal static class ProposedFile
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a choice may be.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["trim", "cast", "default", "type", "deduplicate", "drop-orphans"];

    /// <summary>The file's text; <c>OverrideFile</c> reads it, and says what is wrong with it.</summary>
    public static string Write(string heading, IEnumerable<ProposedChoice> choices)
    {
        var tables = choices.GroupBy(choice => choice.Table, StringComparer.OrdinalIgnoreCase)
            .Select(table => $"  {Quoted(table.Key)}: {{ {string.Join(", ", [.. table.Where(choice => choice.Column is null).Select(OfTable), .. Columns(table)])} }}\n");
        return $"# {heading.ReplaceLineEndings(" ")}\ntables:\n{string.Join("", tables)}";
    }

    private static IEnumerable<string> Columns(IEnumerable<ProposedChoice> choices)
    {
        List<string> columns =
        [
            .. choices.Where(choice => choice.Column is not null).GroupBy(choice => choice.Column!, StringComparer.OrdinalIgnoreCase)
                .Select(column => $"{Quoted(column.Key)}: {{ {string.Join(", ", column.Select(choice => $"{choice.Choice}: {(choice.Argument is { } argument ? Quoted(argument) : "true")}"))} }}"),
        ];
        if (columns.Count > 0)
            yield return $"columns: {{ {string.Join(", ", columns)} }}";
    }

    private static string OfTable(ProposedChoice choice) => choice.Choice == "drop-orphans"
        ? "orphans: drop"
        : $"deduplicate: {{ columns: [{string.Join(", ", (choice.Argument ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Quoted))}] }}";

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quoting);
}
