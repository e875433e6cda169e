namespace ChatOps.Database.Verification;

/// <summary>Two databases compared, value by value.</summary>
public sealed record VerificationResult
{
    public required IReadOnlyList<TableVerification> Tables { get; init; }

    /// <summary>Nothing is missing, extra, different or left uncompared; rows that a migration rejected are accounted for and are no difference.</summary>
    public bool Identical => Tables.All(table => table.Identical);
}

/// <summary>One table compared.</summary>
/// <param name="Name">In the source.</param>
/// <param name="Source">Rows there.</param>
/// <param name="Target">Rows in the target.</param>
/// <param name="Missing">Rows of the source that the target does not have, without those that were rejected.</param>
/// <param name="Extra">Rows of the target that the source does not have.</param>
/// <param name="Different">Rows with the same key and other values.</param>
public sealed record TableVerification(string Name, long Source, long Target, long Missing, long Extra, long Different)
{
    /// <summary>Rows of the source that stand in the target's reject table instead.</summary>
    public long Rejected { get; init; }

    /// <summary>
    /// Lower-case hex SHA-256 over all rows in key order, without those that were rejected; equal on both sides exactly when the rows are. Over the sorted
    /// digests of the rows where there is no key or no order, over the hashes of the parts where the servers have hashed them.
    /// </summary>
    public required string SourceChecksum { get; init; }

    public required string TargetChecksum { get; init; }

    /// <summary>Checksums of successive parts of both sides, in key order.</summary>
    public IReadOnlyList<SegmentChecksum> Segments { get; init; } = [];

    /// <summary>The first differences, one per row.</summary>
    public IReadOnlyList<RowDifference> Differences { get; init; } = [];

    /// <summary>How it was compared, for people, such as <c>merged by key (id)</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Why the table or some of its columns could not be compared, or null.</summary>
    public string? NotCompared { get; init; }

    public bool Identical => Missing == 0 && Extra == 0 && Different == 0 && NotCompared is null;
}

/// <summary>One part of a table.</summary>
/// <param name="From">Its first key, for people.</param>
public sealed record SegmentChecksum(string From, long Rows, string Source, string Target);

/// <summary>One row that is not the same on both sides.</summary>
/// <param name="Key">Its key, or all its values where there is none, as a JSON object.</param>
/// <param name="Values">Of a different row the columns that differ.</param>
public sealed record RowDifference(DifferenceKind Kind, string Key, IReadOnlyList<ValueDifference> Values);

/// <summary>One value.</summary>
/// <param name="Source">As text for people; null for NULL.</param>
public sealed record ValueDifference(string Column, string? Source, string? Target);

/// <summary>In what way a row differs.</summary>
public enum DifferenceKind
{
    Missing,

    Extra,

    Different,
}
