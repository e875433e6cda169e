using System.Text.Json;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Planning;
using ChatOps.Pipelines;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>What a dry run is asked for, from the inputs of its step.</summary>
public sealed class MigrationOptionsInput(PipelinesOptions options)
{
    /// <summary>Within the data folder.</summary>
    public const string FolderName = "migrations";

    private readonly StepFile _file = new(options.DataFolder, FolderName, "an overrides file", "Nothing was planned or written.");

    internal MigrationOptions Of(JsonElement with) => new()
    {
        Include = Names(with, "include"),
        Exclude = Names(with, "exclude") ?? [],
        Mode = with.TryGetProperty("mode", out var mode) ? Enum.Parse<MigrationMode>(mode.GetString()!, ignoreCase: true) : MigrationMode.Fail,
        TargetSchema = with.TryGetProperty("schema", out var schema) ? schema.GetString() : null,
        Overrides = _file.Find(with, "overrides") is { } file ? OverrideFile.Parse(file.Text, file.Name) : MigrationOverrides.None,
    };

    private static List<string>? Names(JsonElement with, string key) =>
        with.TryGetProperty(key, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : null;
}
