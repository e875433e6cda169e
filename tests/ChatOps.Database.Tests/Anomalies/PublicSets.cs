namespace ChatOps.Database.Tests.Anomalies;

/// <summary>Labelled sets in <c>shared/data/anomaly</c> beside the repository; not part of it.</summary>
internal static class PublicSets
{
    /// <summary>The full path, or null where the sets are absent.</summary>
    /// <exception cref="FileNotFoundException">They are absent and <c>CHATOPS_CI=1</c> demands them.</exception>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "anomaly", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return Environment.GetEnvironmentVariable("CHATOPS_CI") == "1" ? throw new FileNotFoundException($"shared/data/anomaly/{file} is not beside the repository.") : null;
    }
}
