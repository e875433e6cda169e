using System.Text.Json;
using ChatOps.Database.Dialects.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChatOps.Demo;

/// <summary>The demo database: a small shop, made by code from a seed, with defects planted.</summary>
public static class DemoDatabase
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>
    /// Makes the database at <paramref name="path"/> and, beside it, its truth list (<c>demo.truth.json</c> for <c>demo.db</c>). A database
    /// that is there is kept, and the list beside it is returned (an empty one when there is none). Both are made under other names
    /// and renamed at the end, so that a kill leaves either nothing or everything.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full; nothing is left under the final name.</exception>
    public static async Task<DemoTruth> CreateAsync(string path, int seed, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var list = Path.ChangeExtension(full, ".truth.json");
        if (File.Exists(full))
        {
            return File.Exists(list) ? await ReadTruthAsync(list, cancellationToken) : new DemoTruth(seed, []);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var random = new Random(seed);
        var shop = new DemoShop(random);
        var truth = new DemoTruth(seed, DemoDefects.Plant(shop, random));
        var (newDatabase, newList) = ($"{full}.new", $"{list}.new");
        try
        {
            await Task.Run(() => Write(newDatabase, shop, cancellationToken), cancellationToken);
            await File.WriteAllBytesAsync(newList, JsonSerializer.SerializeToUtf8Bytes(truth, Json), cancellationToken);
            File.Move(newList, list, overwrite: true);
            File.Move(newDatabase, full);
            return truth;
        }
        catch (SqliteException e)
        {
            throw new IOException($"The demo database could not be written to '{full}': {e.Message} Nothing was left there.", e);
        }
        finally
        {
            File.Delete(newDatabase);
            File.Delete(newList);
        }
    }

    private static async Task<DemoTruth> ReadTruthAsync(string list, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(list);
        var truth = await JsonSerializer.DeserializeAsync<DemoTruth>(stream, Json, cancellationToken)
            ?? throw new InvalidDataException($"'{list}' is empty. Delete it together with the demo database; the next start makes both again.");
        return truth with { Defects = [.. truth.Defects.Select(Plain)] };
    }

    /// <summary>JSON elements back as text and numbers.</summary>
    private static PlantedDefect Plain(PlantedDefect defect) => defect with
    {
        Key = defect.Key?.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        Old = Plain(defect.Old),
        New = Plain(defect.New),
    };

    private static object? Plain(object? value) => value is JsonElement element
        ? element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
            _ => null,
        }
        : value;

    private static void Write(string path, DemoShop shop, CancellationToken cancellationToken)
    {
        SqliteLibrary.Initialize();
        File.Delete(path);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        using (var connection = new SqliteConnection(settings.ToString()))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
            Execute(connection, "BEGIN");
            Execute(connection, DemoSchema.Tables);
            foreach (var table in shop.Tables)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Insert(connection, table);
            }

            Execute(connection, DemoSchema.Indexes);
            Execute(connection, "COMMIT");
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    private static void Insert(SqliteConnection connection, ShopTable table)
    {
        using var command = connection.CreateCommand();
        var names = table.Columns.Select((_, i) => $"$p{i}").ToArray();
        command.CommandText = $"""INSERT INTO "{table.Name}" ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", names)})""";
        var parameters = names.Select(name => command.Parameters.AddWithValue(name, null)).ToArray();
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
