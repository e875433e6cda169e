namespace ChatOps.Database.Anomalies;

/// <summary>
/// Numbers that look random and depend on the seed alone, the same on every machine and runtime
/// (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
/// </summary>
internal struct SeededRandom
{
    private ulong _state;

    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">Which of the independent sequences of that seed.</param>
    public SeededRandom(int seed, int stream) =>
        _state = Mix((ulong)(uint)seed << 32 | (uint)stream);

    /// <summary>From 0 up to and without 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to and without <paramref name="limit"/>.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
