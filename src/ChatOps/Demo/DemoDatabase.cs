namespace ChatOps.Demo;

/// <summary>The demo database: a small shop, made by code from a seed, with defects planted.</summary>
public static class DemoDatabase
{
    /// <summary>Makes the database and, beside it, its truth list (<c>.truth.json</c>); keeps a database that is there.</summary>
    public static Task<DemoTruth> CreateAsync(string path, int seed, CancellationToken cancellationToken) =>
        throw new NotImplementedException(path);
}
