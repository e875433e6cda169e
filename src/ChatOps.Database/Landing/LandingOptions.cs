namespace ChatOps.Database.Landing;

/// <summary>What to export and where to.</summary>
public sealed record LandingOptions
{
    /// <summary>An absolute path. It is created; if it is there, it must be empty or hold a former landing of the same connection.</summary>
    public required string Folder { get; init; }

    /// <summary>The tables; all of them when null.</summary>
    public IReadOnlyList<string>? Tables { get; init; }
}

/// <summary>What an interrupted export has finished; save it and hand it back to go on from there. Plain data for a JSON file.</summary>
/// <param name="SchemaFingerprint">Of the schema that was exported.</param>
/// <param name="Files">The finished files.</param>
public sealed record LandingCheckpoint(string SchemaFingerprint, IReadOnlyList<LandingFile> Files);
