using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOps.Agents.Planner.Model;

/// <summary>What the planner's prompt is filled with: names and words only, as JSON, so that nothing in them can look like the end of the data.</summary>
internal static class PlanPrompt
{
    private const int MostTables = 200;
    private const int MostCharacters = 4_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    /// <param name="about">Connections whose tables are worth telling.</param>
    public static async Task<Dictionary<string, string>> VariablesAsync(PlannerRequest request, IReadOnlyCollection<string> about, CancellationToken cancellationToken)
    {
        var connections = new List<object>();
        foreach (var connection in request.Catalog.Connections)
        {
            IReadOnlyList<string>? tables = about.Contains(connection.Name) ? [.. (await request.Catalog.ReadTables(connection.Name, cancellationToken)).Take(MostTables)] : null;
            connections.Add(new { connection.Name, connection.Aliases, connection.Environment, connection.Provider, tables });
        }

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["catalog"] = JsonSerializer.Serialize(connections, Written),
            ["memory"] = JsonSerializer.Serialize(new { request.Memory.LastConnection, request.Memory.LastRequest, runs = request.Memory.RunsInFlight.Select(run => run.Title) }, Written),
            ["request"] = JsonSerializer.Serialize(request.Text.Length > MostCharacters ? request.Text[..MostCharacters] : request.Text, Written),
        };
    }
}
