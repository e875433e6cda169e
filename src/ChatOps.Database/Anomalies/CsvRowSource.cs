using System.Globalization;
using System.Runtime.CompilerServices;
using ChatOps.Database.Connections;
using CsvHelper;

namespace ChatOps.Database.Anomalies;

/// <summary>The rows of a CSV file with a header. An empty cell is a missing value; a short row's last cells are missing, and noted.</summary>
internal sealed class CsvRowSource : RowSource
{
    /// <summary>A longer record is an unclosed quote rather than a row, and would be held in memory whole.</summary>
    private const int LargestRecord = 16 << 20;

    private readonly string _path;
    private readonly int[] _positions;
    private readonly int _headerCells;
    private long _shortRows;
    private long _longRows;

    private CsvRowSource(string path, int[] positions, int headerCells) => (_path, _positions, _headerCells) = (path, positions, headerCells);

    public override IReadOnlyList<string> Notes =>
    [
        .. Note(_shortRows, "fewer cells than the header; the missing ones count as empty"),
        .. Note(_longRows, "more cells than the header; the others were not looked at"),
    ];

    /// <exception cref="DatabaseException">There is no such file, it is empty or not readable as CSV, or it has no such column.</exception>
    public static async Task<CsvRowSource> OpenAsync(string path, IReadOnlyList<string>? named, CancellationToken cancellationToken)
    {
        await using var reader = Open(path);
        await ReadHeaderAsync(reader, path, cancellationToken);
        var header = reader.Headers.ToArray();
        if (header.Length == 0)
        {
            throw new DatabaseException(DatabaseProblem.NotADatabase, $"'{path}' is empty. A CSV file with a header line is expected.");
        }

        var (columns, ignored) = FeatureCandidates.Of(header.Distinct().ToList(), Path.GetFileName(path), named);
        return new CsvRowSource(path, [.. columns.Select(c => Array.IndexOf(header, c))], header.Length) { Columns = columns, Ignored = ignored, Sql = $"rows of {Path.GetFileName(path)}" };
    }

    public override async IAsyncEnumerable<Cell[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cells = new Cell[Width];
        var (shortRows, longRows) = (0L, 0L);
        await using var reader = Open(_path);
        while (await MoveNextAsync(reader, cancellationToken))
        {
            shortRows += reader.FieldCount < _headerCells ? 1 : 0;
            longRows += reader.FieldCount > _headerCells ? 1 : 0;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.IsEmpty(_positions[i]) ? Cell.Missing : Cell.Of(reader.GetString(_positions[i]));
            }

            yield return cells;
        }

        (_shortRows, _longRows) = (shortRows, longRows);
    }

    private static IEnumerable<string> Note(long rows, string what) => rows switch
    {
        0 => [],
        1 => [$"1 row has {what}."],
        _ => [string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows have {what}.")],
    };

    private static async Task ReadHeaderAsync(CsvReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            await reader.ReadHeaderAsync(cancellationToken);
        }
        catch (CsvFormatException e)
        {
            throw Unreadable(path, "in its header", e);
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
            throw Unreadable(_path, $"after row {reader.RowNumber}", e);
        }
    }

    private static DatabaseException Unreadable(string path, string where, CsvFormatException e) =>
        new(DatabaseProblem.NotADatabase, $"'{path}' is not a readable CSV file {where}: a quote is opened there and not closed. Nothing was scored. Close the quote, or double it if it belongs to the text.", e);

    /// <summary>Other malformed quoting keeps its text; a quote that is open at the end of the file has swallowed rows.</summary>
    private static void RefuseUnclosedQuote(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            throw new CsvFormatException($"A quote is not closed in record {record.RecordNumber}.");
        }
    }

    private static CsvReader Open(string path)
    {
        try
        {
            // A blank line in a file of one column is a row with an empty cell.
            var options = new CsvReaderOptions { SkipEmptyLines = false, MaxRecordSize = LargestRecord, OnMalformedRecord = RefuseUnclosedQuote };
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
