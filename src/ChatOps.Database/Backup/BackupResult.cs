namespace ChatOps.Database.Backup;

/// <summary>A backup that is there and was read back.</summary>
/// <param name="File">Full path.</param>
/// <param name="Sha256">Lower-case hex, over the whole file.</param>
/// <param name="Tables">In name order.</param>
/// <param name="Verified">How it was shown to be whole, as a sentence.</param>
/// <param name="Restore">What a person runs to get the database back.</param>
/// <param name="Omitted">What it lacks because the user may not see it, as sentences; empty for a complete one.</param>
public sealed record BackupResult(
    string File, long Bytes, string Sha256, IReadOnlyList<string> Tables, string Verified, string Restore, IReadOnlyList<string> Omitted);
