using System.Globalization;
using ChatOps.Database.Backup;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>SQLite.</summary>
public sealed class SqliteDialect : IDialect
{
    private readonly TimeProvider _time;

    public SqliteDialect(TimeProvider time) => _time = time;

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public IRuleSql RuleSql { get; } = new SqliteRuleSql();

    public ITypeMap Types { get; } = new SqliteTypeMap();

    public IDdl Ddl { get; } = new SqliteDdl();

    public IBackup Backup => new SqliteBackup(this);

    public ICheckSql CheckSql { get; } = new SqliteCheckSql();

    public IQuerySql QuerySql { get; } = new SqliteQuerySql();

    public ISegmentSql? SegmentSql => null;

    public async Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        SqliteLibrary.Initialize();
        try
        {
            return await SqliteReaderSession.OpenAsync(connection, this, _time, cancellationToken);
        }
        catch (DatabaseException cutOff) when (cutOff.Problem == DatabaseProblem.CutOff && connection.Writer?.Reveal() == connection.Reader.Reveal())
        {
            await RecoverAsync(connection, cancellationToken);
            return await SqliteReaderSession.OpenAsync(connection, this, _time, cancellationToken);
        }
    }

    public Task<Schema> ReadSchemaAsync(ReaderSession session, CancellationToken cancellationToken) =>
        SqliteSchemaReader.ReadAsync(session, cancellationToken);

    public Task<WriterSession> OpenWriterAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        SqliteLibrary.Initialize();
        return SqliteWriterSession.OpenAsync(connection, this, cancellationToken);
    }

    /// <summary>Takes back what a crash cut off in the middle, as every program that may write does when it opens the file; only where this connection is one of those.</summary>
    private async Task RecoverAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        await using var writer = await OpenWriterAsync(connection, cancellationToken);
        await writer.GiveUpAsync(cancellationToken);
    }

    public string QuoteIdentifier(string name) => Quote(name);

    public string QuoteTable(Table table) => Quote(table.Name);

    public string ScanSql(Table table, IReadOnlyList<Column> columns, bool ordered)
    {
        var order = !ordered || table.PrimaryKey.Count == 0 ? "" : $" ORDER BY {string.Join(", ", table.PrimaryKey.Select(Quote))}";
        return $"SELECT {string.Join(", ", columns.Select(column => Quote(column.Name)).DefaultIfEmpty("1"))} FROM {Quote(table.Name)}{order}";
    }

    public string ScannedColumn(Column column) => Quote(column.Name);

    /// <summary>
    /// Values of other kinds than the column's may be anywhere; those that a rule can place sort where the other engine has them. A column by its
    /// own name lets the engine go along its index.
    /// </summary>
    public string BinaryOrder(Column column, TransferType type) => type.Kind switch
    {
        TransferKind.Integer or TransferKind.Real or TransferKind.Boolean or TransferKind.Binary => Quote(column.Name),
        TransferKind.Decimal => SqliteTypes.KeepsTexts(column) ? DecimalOrder(Quote(column.Name)) : Quote(column.Name),
        TransferKind.Text or TransferKind.Json or TransferKind.Other when !SqliteTypes.KeepsTexts(column) => $"typeof({Quote(column.Name)}) = 'blob', CAST({Quote(column.Name)} AS TEXT) COLLATE BINARY",
        _ => column.Collation is null or "BINARY" ? Quote(column.Name) : $"{Quote(column.Name)} COLLATE BINARY",
    };

    /// <summary>Numbers as texts, exactly: by their size as reals; where those are the same, by digits before the point and then by each digit.</summary>
    private static string DecimalOrder(string name)
    {
        var digits = $"length(CAST({name} AS TEXT)) - length(ltrim(ltrim(CAST({name} AS TEXT), '-'), '0123456789'))";
        return $"CAST({name} AS REAL), ({digits}) * CASE WHEN {name} LIKE '-%' THEN -1 ELSE 1 END, CASE WHEN {name} LIKE '-%' THEN NULL ELSE CAST({name} AS TEXT) END, CASE WHEN {name} LIKE '-%' THEN CAST({name} AS TEXT) END DESC";
    }

    public string QuoteLiteral(object? value) => Literal(value);

    /// <summary>Standard quoting; a double quote inside is doubled.</summary>
    internal static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A name by which the row's number can be asked for; null where columns have taken all three (SQLite, "Rowid Tables").</summary>
    internal static string? RowIdOf(Table table) => Array.Find(["rowid", "_rowid_", "oid"], name => table.Find(name) is null);

    internal static string Literal(object? value) => value switch
    {
        null => "NULL",
        bool flag => flag ? "1" : "0",
        byte[] bytes => $"x'{Convert.ToHexStringLower(bytes)}'",
        double.PositiveInfinity => "9e999",
        double.NegativeInfinity => "-9e999",
        double.NaN => "NULL",
        double number => FormatReal(number),
        sbyte or byte or short or ushort or int or uint or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        string text when text.Contains('\0', StringComparison.Ordinal) => $"CAST(x'{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text))}' AS TEXT)",
        _ => $"'{Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private static string FormatReal(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
