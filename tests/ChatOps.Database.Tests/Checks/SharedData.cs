using System.Text.Json;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Checks;

/// <summary>The real databases that lie beside the repository, where they are there.</summary>
internal static class SharedData
{
    internal static DatabaseConnection Database(string name) => ConnectionAddress.ForFile(Find(name + ".sqlite"));

    internal static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Find(file))).RootElement;

    internal static string Text(string file) => File.ReadAllText(Find(file));

    /// <summary>Chinook in an engine's own words, without the statements that would make and enter a database of that name.</summary>
    internal static string Chinook(string engine) => string.Join('\n', Text($"Chinook_{engine}.sql").Split('\n')
        .Where(line => !line.Contains("DATABASE", StringComparison.Ordinal) && !line.StartsWith("\\c ", StringComparison.Ordinal) && !line.StartsWith("USE ", StringComparison.Ordinal)));

    /// <summary>Skips the test where the file is absent; on CI that is a failure.</summary>
    private static string Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "databases", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.False(Environment.GetEnvironmentVariable("CHATOPS_CI") == "1", $"shared/data/databases/{file} must be there on CI.");
        Skip.If(true, $"shared/data/databases/{file} is not beside the repository.");
        return file;
    }
}
