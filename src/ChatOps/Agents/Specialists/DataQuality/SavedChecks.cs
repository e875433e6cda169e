using System.Text.Json;
using ChatOps.Pipelines.State;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary>Checks that were saved from answers: one rule file each, in the folder that steps take rule files from. Nothing else is written.</summary>
public sealed class SavedChecks(InstallationFiles files)
{
    public bool Exists(string name) => SavedCheck.IsName(name) && files.Exists(RuleFileInput.FolderName, SavedCheck.FileOf(name));

    /// <inheritdoc cref="InstallationFiles.KeepAsync"/>
    public Task<bool> SaveAsync(SavedCheck check, string personId, bool replace, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry("check.saved", personId, check.Name, JsonSerializer.SerializeToElement(new { check.Connection, check.Table, check.Sql, check.AtMost, replace, check.Digest }, JsonSerializerOptions.Web));
        return files.KeepAsync(RuleFileInput.FolderName, SavedCheck.FileOf(check.Name), check.Text, replace, entry, cancellationToken);
    }
}
