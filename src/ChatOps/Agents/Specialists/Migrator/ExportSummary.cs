namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>The output of <c>landing.export</c>.</summary>
/// <param name="Summary">One line, such as "10 files, 52,113 rows, 4.1 MB".</param>
/// <param name="Folder">The full path of the folder.</param>
/// <param name="Manifest">The artifact id of the manifest's copy.</param>
public sealed record ExportSummary(string Summary, string Connection, string Folder, IReadOnlyList<ExportedFile> Files, string Manifest);

/// <summary>One file.</summary>
public sealed record ExportedFile(string Table, string File, long Rows, long Bytes);
