namespace ChatOps.Database.Anomalies;

/// <summary>How a forest is grown. The defaults are those of the paper.</summary>
public sealed record IsolationForestOptions
{
    /// <summary>How many trees, 1..10,000.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>How many rows each tree sees, 1..65,536; fewer when there are fewer.</summary>
    public int SampleSize { get; init; } = 256;

    /// <summary>Equal seeds give equal forests, whatever <see cref="MaxThreads"/> is.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How many threads at most; 0 stands for as many as there are processors.</summary>
    public int MaxThreads { get; init; }

    internal int Threads => MaxThreads > 0 ? MaxThreads : Environment.ProcessorCount;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Trees, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Trees, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SampleSize, 65_536);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxThreads);
    }
}
