using System.Text.Json;

namespace ChatOps.Commands.Evaluation;

/// <summary>The lines of a data set.</summary>
internal static class CaseLines
{
    /// <summary>Every line that is not blank, as JSON, with its number.</summary>
    /// <exception cref="CommandException">The file cannot be read, or a line is not a JSON object.</exception>
    public static IReadOnlyList<(int Line, JsonElement Json)> Read(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Select((text, index) => (Line: index + 1, Text: text)).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => (line.Line, Parse(file, line.Line, line.Text)))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"{file} cannot be read: {problem.Message}");
        }
    }

    public static CommandException Unfit(string file, int line, string expected) => new(ExitCodes.BadInput, $"{file}:{line}: the line {expected}. Nothing was measured.");

    private static JsonElement Parse(string file, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Unfit(file, line, "is not a JSON object");
        }
        catch (JsonException)
        {
            throw Unfit(file, line, "is not JSON");
        }
    }
}
