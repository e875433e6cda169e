using System.Text.Json;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary>Standard output: with <c>--json</c> one document, else lines for people.</summary>
internal static class Documents
{
    public static Task WriteJsonAsync<T>(T document) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(document, ReportJson.Options));

    public static Task WriteLineAsync(string line = "") => Console.Out.WriteLineAsync(line);
}
