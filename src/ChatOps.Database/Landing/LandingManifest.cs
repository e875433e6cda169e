namespace ChatOps.Database.Landing;

/// <summary>What a landing zone holds; the content of its <c>manifest.json</c>.</summary>
public sealed record LandingManifest(string Connection, IReadOnlyList<LandingFile> Files);

/// <summary>One table's file.</summary>
/// <param name="Table">The table's own name.</param>
/// <param name="File">File name within the folder; safe on every file system and unique within the manifest.</param>
/// <param name="Rows">Data rows, the header not counted.</param>
/// <param name="Sha256">Lower-case hex over the file's bytes.</param>
public sealed record LandingFile(
    string Table, string File, long Rows, long Bytes, string Sha256, IReadOnlyList<LandingColumn> Columns);

/// <summary>One column, in file order.</summary>
public sealed record LandingColumn(string Name, string Type);
