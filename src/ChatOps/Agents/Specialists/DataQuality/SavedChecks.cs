using System.Text.Json;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary>Checks that were saved from answers: one rule file each, in the folder that steps take rule files from. Nothing else is written.</summary>
public sealed class SavedChecks(PipelinesOptions options, StateDatabase state, AuditLog audit)
{
    private string Folder => Path.Combine(Path.GetFullPath(options.DataFolder), RuleFileInput.FolderName);

    public bool Exists(string name) => SavedCheck.IsName(name) && Path.Exists(PathOf(name));

    /// <summary>Writes the file and its entry in the audit log; neither is there without the other.</summary>
    /// <param name="replace">A file of that name is replaced.</param>
    /// <returns>False where there is a check of that name that was not to be replaced; then nothing was written.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public Task<bool> SaveAsync(SavedCheck check, string personId, bool replace, CancellationToken cancellationToken) => state.WriteAsync(
        database =>
        {
            if (!TryWrite(check, replace))
                return false;
            audit.Append(database, new AuditEntry("check.saved", personId, check.Name, JsonSerializer.SerializeToElement(new { check.Connection, check.Table, check.Sql, check.AtMost, replace, check.Digest }, JsonSerializerOptions.Web)));
            return true;
        },
        cancellationToken);

    private bool TryWrite(SavedCheck check, bool replace)
    {
        var path = PathOf(check.Name);
        // A link would lead out of the folder.
        if (Path.Exists(path) && (!replace || new FileInfo(path).LinkTarget is not null))
            return false;
        Directory.CreateDirectory(Folder);
        var whole = Path.Combine(Folder, $".{Guid.NewGuid():N}.tmp");
        File.WriteAllText(whole, check.Text);
        File.Move(whole, path, overwrite: replace);
        return true;
    }

    private string PathOf(string name) => Path.Combine(Folder, SavedCheck.FileOf(name));
}
