namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>The output of <c>backup.create</c>.</summary>
/// <param name="Summary">One line, such as "12 tables, 4.1 MB, read back".</param>
/// <param name="File">The full path.</param>
/// <param name="Sha256">Lower-case hex, over the whole file.</param>
/// <param name="Verified">How it was shown to be whole, as a sentence.</param>
/// <param name="Restore">What a person runs to get the database back.</param>
/// <param name="Omitted">What the backup lacks, as sentences; empty for a complete one.</param>
public sealed record BackupSummary(
    string Summary, string Connection, string File, long Bytes, string Sha256, IReadOnlyList<string> Tables, string Verified, string Restore, IReadOnlyList<string> Omitted);
