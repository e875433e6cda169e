using System.Globalization;
using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Commands.Interpret;

/// <summary>Reads the world of a catalog file. What it does not know in it is passed over.</summary>
internal static class CatalogFile
{
    private static readonly (string Provider, string[] Names)[] Products =
    [
        ("postgres", ["postgres", "postgresql", "pg", "psql"]),
        ("mysql", ["mysql", "mariadb"]),
        ("sqlserver", ["sqlserver", "sql server", "mssql"]),
        ("sqlite", ["sqlite"]),
    ];

    private static readonly string[] Production = ["production", "prod", "produktion", "producción"];

    /// <exception cref="CommandException">It cannot be read or is no JSON object.</exception>
    public static PlannerCatalog Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : throw new CommandException(ExitCodes.BadInput, $"--catalog {file} is not a JSON object.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"--catalog {file} cannot be read: {problem.Message}");
        }
        catch (JsonException problem)
        {
            throw new CommandException(ExitCodes.BadInput, $"--catalog {file} is not JSON: {problem.Message}");
        }
    }

    private static PlannerCatalog Read(JsonElement root)
    {
        var catalog = new PlannerCatalog
        {
            Connections = [.. Entries(root, "databases").Select(entry => Connection(entry.Name, entry.Value.ToString()))],
            MigrationTargets = Targets([.. Entries(root, "migration_targets").Select(entry => (entry.Name, Text: entry.Value.ToString()))]),
            Jobs = [.. Entries(root, "jobs").Select(entry => Job(entry.Name, entry.Value))],
            Channels = root.TryGetProperty("channels", out var channels) && channels.ValueKind == JsonValueKind.Array ? [.. channels.EnumerateArray().Select(channel => channel.ToString())] : [],
            TimeZone = root.TryGetProperty("default_tz", out var zone) && zone.ValueKind == JsonValueKind.String ? zone.GetString()! : "UTC",
        };
        return root.TryGetProperty("now_utc", out var now) && DateTimeOffset.TryParse(now.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? catalog with { Now = moment.ToUniversalTime() } : catalog;
    }

    // "postgres (prod; aliases: ventas, Vertrieb, sales db)"
    private static CatalogConnection Connection(string name, string text) => new(name, Aliases(text), IsProduction(text) ? "prod" : "dev", text.Split(' ', ',', '(')[0]);

    private static IReadOnlyList<string> Aliases(string text)
    {
        var at = text.IndexOf("aliases:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : text[(at + "aliases:".Length)..].Split(')', ';')[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static IReadOnlyList<CatalogConnection> Targets(IReadOnlyList<(string Name, string Text)> entries)
    {
        var isOnlyProduction = entries.Count(entry => IsProduction(entry.Text)) == 1;
        return [.. entries.Select(entry => Connection(entry.Name, entry.Text) with { Aliases = [.. Aliases(entry.Text), .. Called(entry.Text, isOnlyProduction)] })];
    }

    // "postgres (default for "postgres")": the product's name means this one.
    private static IEnumerable<string> Called(string text, bool isOnlyProduction)
    {
        var product = Products.FirstOrDefault(known => text.StartsWith(known.Provider, StringComparison.OrdinalIgnoreCase));
        if (text.Contains("default for", StringComparison.OrdinalIgnoreCase))
            return product.Names ?? [];
        if (!IsProduction(text) || !isOnlyProduction)
            return [];
        return Production.Concat((product.Names ?? []).SelectMany(name => Production.SelectMany(word => new[] { $"{word} {name}", $"{name} {word}" })));
    }

    private static bool IsProduction(string text) =>
        text.Split(' ', ',', ';', '(', ')').Any(word => word.Equals("prod", StringComparison.OrdinalIgnoreCase) || word.Equals("production", StringComparison.OrdinalIgnoreCase));

    private static CatalogJob Job(string name, JsonElement value)
    {
        var does = Text(value, "op") ?? "";
        var zone = Text(value, "tz") ?? "UTC";
        return new CatalogJob(name, Text(value, "cron") is { } cron ? new PlannedTime(cron, null, zone) : null, does, Writes(does));
    }

    private static bool Writes(string does) =>
        does.Contains("->", StringComparison.Ordinal) || does.Split(' ')[0].ToLowerInvariant() is "migrate" or "load" or "copy" or "import" or "rollback" or "restore" or "sync" or "fix" or "execute";

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static IEnumerable<JsonProperty> Entries(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found.EnumerateObject() : [];
}
