namespace ChatOps.Database.Profiling;

/// <summary>What a pass gathers beside the figures that rules need.</summary>
internal sealed record ScanOptions
{
    internal static ScanOptions ForChecks { get; } = new();

    internal static ScanOptions ForProfile { get; } = new() { Profile = true };

    /// <summary>Distinct values, patterns and relations between columns too; rows that repeat are not looked for.</summary>
    internal bool Profile { get; init; }

    /// <summary>Distinct values beyond the counted ones are estimated.</summary>
    internal bool Approximate { get; init; }
}

/// <summary>The memory of one pass, shared evenly by the table's columns. The same table has the same shares on every engine.</summary>
internal sealed record ScanBudget(int Columns)
{
    private const int Values = 200_000;
    private const int TextBytes = 16 << 20;
    private const int Fingerprints = 1 << 20;

    /// <summary>Different values counted one by one, in one column.</summary>
    internal int ValuesPerColumn => Math.Clamp(Values / Math.Max(1, Columns), 100, 5_000);

    /// <summary>Bytes of different texts, in one column.</summary>
    internal int TextBytesPerColumn => Math.Clamp(TextBytes / Math.Max(1, Columns), 4 << 10, 1 << 20);

    /// <summary>Fingerprints in memory, in one column; a power of two.</summary>
    internal int FingerprintsPerColumn => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Fingerprints / Math.Max(1, Columns), 256, 16_384) / 2 + 1);
}
