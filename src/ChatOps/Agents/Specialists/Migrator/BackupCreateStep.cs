using System.Text.Json;
using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>backup.create</c>: the whole database in one file, read back before it counts. It can stand before any step that writes.</summary>
public sealed class BackupCreateStep(ConnectionRegistry connections, BackupCreator backups, PipelinesOptions options) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "backup.create", "Back up the database", "Migrator", RiskClass.Files, InputSchema, OutputSchema)
    {
        DefaultTimeout = TimeSpan.FromHours(6),
        Effect = "Creates one file with the whole database in the bot's own data folder, readable for its owner only. The database is only read.",
        Undo = "delete the folder of the backup; nothing else is touched.",
    };

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "folder": { "type": "string", "description": "Only the command line sets it: the folder that the person named." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "connection", "file", "bytes", "sha256", "tables", "verified", "restore", "omitted"],
          "properties": {
            "summary": { "type": "string" },
            "connection": { "type": "string" },
            "file": { "type": "string" },
            "bytes": { "type": "integer" },
            "sha256": { "type": "string" },
            "tables": { "type": "array" },
            "verified": { "type": "string" },
            "restore": { "type": "string" },
            "omitted": { "type": "array" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var backup = await backups.CreateAsync(work.Connection, FolderOf(work), work, cancellationToken);
        var lacks = backup.Omitted.Count > 0 ? $", {Figures.Count(backup.Omitted.Count, "kind")} of objects left out" : "";
        var summary = $"{Figures.Count(backup.Tables.Count, "table")}, {Figures.Bytes(backup.Bytes)}, read back{lacks}";
        return ReportJson.ToElement(new BackupSummary(
            summary, work.Connection.Name, backup.File, backup.Bytes, backup.Sha256, backup.Tables, backup.Verified, backup.Restore, backup.Omitted));
    }

    /// <summary>The work's own folder holds one backup: what a crash has left there of an earlier attempt goes.</summary>
    private string FolderOf(DatabaseWork work)
    {
        if (work.Context.With.TryGetProperty("folder", out var named) && named.GetString() is { Length: > 0 } folder)
            return Path.GetFullPath(folder);
        var own = Path.Combine([Path.GetFullPath(options.DataFolder), "backups", .. work.Context.IdempotencyKey.Split('/')]);
        if (Directory.Exists(own))
            Directory.Delete(own, recursive: true);
        return own;
    }
}
