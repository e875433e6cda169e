using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Landing;
using Microsoft.Data.Sqlite;

namespace ChatOps.Database.Tests.Landing;

/// <summary>A database and a folder of their own for each test.</summary>
public abstract class LandingTests : IDisposable
{
    protected LandingTests()
    {
        SqliteLibrary.Initialize();
        Connection = ConnectionAddress.ForFile(Path.Combine(Root, "shop.db"));
    }

    protected string Root { get; } = Directory.CreateTempSubdirectory("landing").FullName;

    protected string Folder => Path.Combine(Root, "out");

    protected DatabaseConnection Connection { get; }

    internal LandingCheckpoint? Checkpoint { get; set; }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={Connection.Reader.Reveal()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Exports; after <paramref name="stopAfter"/> tables it fails as a kill would, the last checkpoint saved.</summary>
    protected Task<LandingManifest> ExportAsync(LandingCheckpoint? resumeFrom = null, int stopAfter = int.MaxValue, params string[] tables)
    {
        var exporter = new LandingExporter(new DatabaseAccess([new SqliteDialect(TimeProvider.System)]));
        var options = new LandingOptions { Folder = Folder, Tables = tables.Length == 0 ? null : tables };
        return exporter.ExportAsync(Connection, options, resumeFrom, Save, null, CancellationToken.None);

        Task Save(LandingCheckpoint checkpoint, CancellationToken cancellationToken)
        {
            Checkpoint = checkpoint;
            return checkpoint.Files.Count >= stopAfter ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        }
    }

    protected string[] Files() => [.. Directory.GetFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    protected string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
