using ChatOps.Database.Connections;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Checks.RuleFiles.Quarantine;

/// <summary>The CSV files of one quarantine; the file of a table is opened at its first row.</summary>
internal sealed class QuarantineFiles : IAsyncDisposable
{
    private const string FirstColumn = "reasons";

    private readonly string _folder;
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private string? _table;
    private StreamWriter? _file;

    internal QuarantineFiles(string folder) => _folder = folder;

    /// <summary>Names the files of all tables at once, so that none has another's but for its case.</summary>
    internal IReadOnlyDictionary<string, string> Name(IEnumerable<string> tables) => _names = LandingFileNames.Of(tables, ".csv");

    internal async Task WriteAsync(QuarantinedRow row, CancellationToken cancellationToken)
    {
        if (row.Table != _table)
        {
            await CloseAsync(cancellationToken);
            _table = row.Table;
            _file = Open(Path.Combine(_folder, _names[row.Table]));
            PeopleCsv.WriteRecord(_file, row.Names.Prepend(FirstColumn));
        }

        PeopleCsv.WriteRecord(_file!, row.Values.Select(Plain).Prepend(string.Join("; ", row.Reasons)));
    }

    /// <summary>Bytes as hex text and what JSON cannot write as text; all else as it is.</summary>
    internal static object? Plain(object? value) => value switch
    {
        byte[] bytes => $"\\x{Convert.ToHexStringLower(bytes)}",
        double number when !double.IsFinite(number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    public async ValueTask DisposeAsync() => await CloseAsync(CancellationToken.None);

    /// <summary>For its owner alone: it holds whole rows. Only what an earlier quarantine wrote is replaced.</summary>
    private static StreamWriter Open(string path)
    {
        if (File.Exists(path) && File.ReadLines(path).FirstOrDefault() is { } header && !header.StartsWith($"{FirstColumn},", StringComparison.Ordinal))
        {
            throw new DatabaseException(
                DatabaseProblem.Denied, $"'{path}' holds something else than quarantined rows and was left as it is. Name another folder. Not all failing rows were written; the database itself was only read.");
        }

        File.Delete(path);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new StreamWriter(path, create);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_file is { } file)
        {
            _file = null;
            await using (file)
            {
                await file.FlushAsync(cancellationToken);
            }
        }
    }
}
