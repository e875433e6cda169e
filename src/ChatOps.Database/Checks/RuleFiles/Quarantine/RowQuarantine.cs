using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Checks.RuleFiles.Quarantine;

/// <summary>Copies the rows that fail a rule file's checks aside, each with all its reasons. Nothing is ever taken away from where it was.</summary>
public sealed class RowQuarantine
{
    /// <summary>The table that holds quarantined rows, in the database they come from.</summary>
    public const string TableName = TableSelection.OwnPrefix + "quarantine";

    private const int RowsAtOnce = 50;
    private static readonly string[] Columns = ["run", "table_name", "key", "reasons", "row"];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FailingRowSource _source;
    private readonly DatabaseAccess _access;

    public RowQuarantine(DatabaseAccess access, TimeProvider time) => (_access, _source) = (access, new FailingRowSource(access, time));

    /// <summary>Writes one CSV file per table for people to read: the column <c>reasons</c>, the key, then the other columns. A file that an earlier quarantine wrote is replaced.</summary>
    /// <exception cref="RuleFileException">The file does not fit the database.</exception>
    /// <exception cref="DatabaseException">The database cannot be read, or the folder cannot be written.</exception>
    public async Task<QuarantineResult> WriteFilesAsync(DatabaseConnection connection, CheckOptions options, string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await using var files = new QuarantineFiles(folder);
            return await _source.ReadAsync(connection, options, files.Name, files.WriteAsync, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(problem, folder, "Not all failing rows were written; the database itself was only read.");
        }
    }

    /// <summary>
    /// Copies the rows into <see cref="TableName"/>, made where it is not there, in one transaction. What an earlier attempt under the same name has
    /// left there is replaced, so a repetition adds nothing twice.
    /// </summary>
    /// <param name="run">Names this work, however often it is tried.</param>
    /// <exception cref="RuleFileException">The file does not fit the database.</exception>
    /// <exception cref="DatabaseException">The database cannot be read or written; no row was added.</exception>
    public async Task<QuarantineResult> WriteTableAsync(DatabaseConnection connection, CheckOptions options, string run, CancellationToken cancellationToken)
    {
        // The reading session ends before the writing one begins: SQLite cannot commit while somebody reads.
        await using var spool = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using var lines = new StreamWriter(spool, leaveOpen: true);
        var result = await _source.ReadAsync(connection, options, null, (row, token) => lines.WriteLineAsync(LineOf(run, row).AsMemory(), token), cancellationToken);
        await lines.FlushAsync(cancellationToken);
        spool.Position = 0;
        await CreateTableAsync(connection, cancellationToken);
        await using var writer = await _access.OpenWriterAsync(connection, cancellationToken);
        await writer.ExecuteAsync($"DELETE FROM {writer.Dialect.QuoteIdentifier(TableName)} WHERE {writer.Dialect.QuoteIdentifier("run")} = ?", [run], cancellationToken);
        await InsertAsync(writer, spool, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>In a transaction of its own, because MySQL ends one at each change of a table's definition.</summary>
    private async Task CreateTableAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        await using var writer = await _access.OpenWriterAsync(connection, cancellationToken);
        var columns = Columns.Select(column => $"{writer.Dialect.QuoteIdentifier(column)} {writer.Dialect.CheckSql.LongText}");
        await writer.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {writer.Dialect.QuoteIdentifier(TableName)} ({string.Join(", ", columns)})", null, cancellationToken);
        await writer.CommitAsync(cancellationToken);
    }

    private static async Task InsertAsync(WriterSession writer, Stream spool, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(spool, leaveOpen: true);
        var values = new List<object?>(RowsAtOnce * Columns.Length);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            values.AddRange(JsonSerializer.Deserialize<string?[]>(line)!);
            if (values.Count == RowsAtOnce * Columns.Length)
            {
                await InsertAsync(writer, values, cancellationToken);
            }
        }

        await InsertAsync(writer, values, cancellationToken);
    }

    private static async Task InsertAsync(WriterSession writer, List<object?> values, CancellationToken cancellationToken)
    {
        if (values.Count == 0)
        {
            return;
        }

        var rows = Enumerable.Repeat($"({string.Join(", ", Columns.Select(_ => "?"))})", values.Count / Columns.Length);
        var columns = string.Join(", ", Columns.Select(writer.Dialect.QuoteIdentifier));
        await writer.ExecuteAsync($"INSERT INTO {writer.Dialect.QuoteIdentifier(TableName)} ({columns}) VALUES {string.Join(", ", rows)}", values, cancellationToken);
        values.Clear();
    }

    private static string LineOf(string run, QuarantinedRow row)
    {
        var pairs = row.Names.Zip(row.Values, (name, value) => (name, value)).ToList();
        return JsonSerializer.Serialize(new[] { run, row.Table, JsonOf(pairs.Take(row.KeyLength)), string.Join("; ", row.Reasons), JsonOf(pairs) }, Json);
    }

    private static string JsonOf(IEnumerable<(string Name, object? Value)> pairs) =>
        JsonSerializer.Serialize(pairs.ToDictionary(pair => pair.Name, pair => QuarantineFiles.Plain(pair.Value), StringComparer.Ordinal), Json);
}
