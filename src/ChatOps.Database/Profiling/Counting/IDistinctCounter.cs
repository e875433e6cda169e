namespace ChatOps.Database.Profiling.Counting;

/// <summary>Counts different values by their fingerprints.</summary>
internal interface IDistinctCounter
{
    void Add(Fingerprint item);

    /// <summary>Null where it cannot say, because the temporary folder is full.</summary>
    long? Count();
}
