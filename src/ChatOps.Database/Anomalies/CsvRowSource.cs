using System.Runtime.CompilerServices;
using ChatOps.Database.Connections;
using CsvHelper;

namespace ChatOps.Database.Anomalies;

/// <summary>The rows of a CSV file with a header. An empty cell is a missing value; a short row's last cells are missing.</summary>
internal sealed class CsvRowSource : RowSource
{
    /// <summary>A longer record is an unclosed quote rather than a row, and would be held in memory whole.</summary>
    private const int LargestRecord = 16 << 20;

    private readonly string _path;
    private readonly int[] _positions;

    private CsvRowSource(string path, int[] positions) => (_path, _positions) = (path, positions);

    /// <exception cref="DatabaseException">There is no such file, it is empty, or it has no such column.</exception>
    public static async Task<CsvRowSource> OpenAsync(string path, IReadOnlyList<string>? named, CancellationToken cancellationToken)
    {
        await using var reader = Open(path);
        await reader.ReadHeaderAsync(cancellationToken);
        var header = reader.Headers.ToArray();
        if (header.Length == 0)
        {
            throw new DatabaseException(DatabaseProblem.NotADatabase, $"'{path}' is empty. A CSV file with a header line is expected.");
        }

        var (columns, ignored) = FeatureCandidates.Of(header.Distinct().ToList(), Path.GetFileName(path), named);
        return new CsvRowSource(path, [.. columns.Select(c => Array.IndexOf(header, c))]) { Columns = columns, Ignored = ignored, Sql = $"rows of {Path.GetFileName(path)}" };
    }

    public override async IAsyncEnumerable<Cell[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cells = new Cell[Width];
        await using var reader = Open(_path);
        while (await MoveNextAsync(reader, cancellationToken))
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.IsEmpty(_positions[i]) ? Cell.Missing : Cell.Of(reader.GetString(_positions[i]));
            }

            yield return cells;
        }
    }

    private async Task<bool> MoveNextAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException e)
        {
            throw new DatabaseException(
                DatabaseProblem.NotADatabase, $"'{_path}' is not a readable CSV file after row {reader.RowNumber}: a quote may be left open there. Nothing was scored.", e);
        }
    }

    private static CsvReader Open(string path)
    {
        try
        {
            // A blank line in a file of one column is a row with an empty cell.
            var options = new CsvReaderOptions { SkipEmptyLines = false, MaxRecordSize = LargestRecord };
            return CsvReader.FromFile(path, options, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatabaseException(DatabaseProblem.NotFound, $"There is no file '{path}'. Check the path.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new DatabaseException(DatabaseProblem.Denied, $"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
