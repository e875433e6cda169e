using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Landing;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>landing.export</c>: every table to CSV with a manifest. After a crash it goes on with the first table that was not finished.</summary>
public sealed class LandingExportStep(ConnectionRegistry connections, LandingExporter exporter, PipelinesOptions options) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "landing.export", "Export tables to CSV", "Migrator", RiskClass.Files, InputSchema, OutputSchema)
    {
        DefaultTimeout = TimeSpan.FromHours(6),
        Effect = "Creates one CSV file per table and a manifest in the bot's own data folder. The database is only read.",
        Undo = "delete the folder of the export; nothing else is touched.",
    };

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "folder": { "type": "string", "description": "Only the command line sets it: the folder that the person named." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "connection", "folder", "files", "manifest"],
          "properties": {
            "summary": { "type": "string" },
            "connection": { "type": "string" },
            "folder": { "type": "string" },
            "files": { "type": "array" },
            "manifest": { "type": "string" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var folder = FolderOf(work);
        var manifest = await exporter.ExportAsync(
            work.Connection,
            new LandingOptions { Folder = folder, Tables = work.Tables },
            work.Context.Checkpoint?.Deserialize<LandingCheckpoint>(ReportJson.Options),
            (checkpoint, token) => work.Context.SaveCheckpointAsync(ReportJson.ToElement(checkpoint), token),
            work,
            cancellationToken);
        var kept = await work.KeepAsync("manifest.json", manifest, cancellationToken);
        var files = manifest.Files.Select(file => new ExportedFile(file.Table, file.File, file.Rows, file.Bytes)).ToList();
        var summary = $"{Figures.Count(files.Count, "file")}, {Figures.Count(files.Sum(file => file.Rows), "row")}, {Figures.Bytes(files.Sum(file => file.Bytes))}";
        return ReportJson.ToElement(new ExportSummary(summary, work.Connection.Name, folder, files, kept));
    }

    private string FolderOf(DatabaseWork work) =>
        work.Context.With.TryGetProperty("folder", out var named) && named.GetString() is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(Path.GetFullPath(options.DataFolder), "exports", work.Context.RunId);
}
