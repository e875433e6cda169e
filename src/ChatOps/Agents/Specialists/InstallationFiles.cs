using ChatOps.Pipelines;
using ChatOps.Pipelines.State;

namespace ChatOps.Agents.Specialists;

/// <summary>Files that people let the bot keep, in the folders that steps take their files from. Each has an entry in the audit log.</summary>
public sealed class InstallationFiles(PipelinesOptions options, StateDatabase state, AuditLog audit)
{
    public bool Exists(string folder, string name) => Path.Exists(PathOf(folder, name));

    /// <summary>Writes the file and its entry; neither is there without the other.</summary>
    /// <param name="folder">Of the data folder, such as <c>rules</c>.</param>
    /// <param name="name">Without folders.</param>
    /// <param name="replace">A file of that name is replaced.</param>
    /// <returns>False where there is one that stays; then nothing was written.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public Task<bool> KeepAsync(string folder, string name, string text, bool replace, AuditEntry entry, CancellationToken cancellationToken) => state.WriteAsync(
        database =>
        {
            if (!DataFolder.TryWrite(PathOf(folder, name), text, replace))
                return false;
            audit.Append(database, entry);
            return true;
        },
        cancellationToken);

    private string PathOf(string folder, string name) => Path.Combine(Path.GetFullPath(options.DataFolder), folder, name);
}
