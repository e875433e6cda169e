using System.Globalization;
using System.Text;
using ChatOps.Database.Backup;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>MariaDB, and MySQL as far as it is the same; only MariaDB is tested.</summary>
public sealed class MySqlDialect : IDialect
{
    private readonly MySqlRuleSql _ruleSql;

    /// <param name="mariaDb">The server is MariaDB and not MySQL.</param>
    internal MySqlDialect(bool mariaDb)
    {
        _ruleSql = new MySqlRuleSql(mariaDb);
        CheckSql = new MySqlCheckSql(_ruleSql);
        Types = new MySqlTypeMap(mariaDb);
    }

    public MySqlDialect()
        : this(true)
    {
    }

    public DatabaseProvider Provider => DatabaseProvider.MySql;

    public IRuleSql RuleSql => _ruleSql;

    public ITypeMap Types { get; }

    public IDdl Ddl { get; } = new MySqlDdl();

    public IBackup Backup { get; } = new MySqlBackup();

    public ICheckSql CheckSql { get; }

    public IQuerySql QuerySql { get; } = new MySqlQuerySql();

    public ISegmentSql? SegmentSql { get; } = new MySqlSegmentSql();

    public Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        MySqlReaderSession.OpenAsync(connection, null, cancellationToken);

    public Task<WriterSession> OpenWriterAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        MySqlWriterSession.OpenAsync(connection, this, cancellationToken);

    public Task<Schema> ReadSchemaAsync(ReaderSession session, CancellationToken cancellationToken) => MySqlSchemaReader.ReadAsync(session, cancellationToken);

    public string QuoteIdentifier(string name) => Quote(name);

    public string QuoteTable(Table table) => Quote(table.Name);

    /// <summary>A float as the double that it is: by itself the server writes six digits of it.</summary>
    public string ScannedColumn(Column column) =>
        column.DeclaredType.StartsWith("float", StringComparison.Ordinal) ? $"CAST({Quote(column.Name)} AS DOUBLE) AS {Quote(column.Name)}" : MySqlTypes.Scanned(column);

    /// <summary>
    /// Bytes of the text, since nearly every collation, the binary ones too, compares without trailing blanks. The type for UUIDs sorts by their
    /// parts in another order. A column by its own name lets the server go along its index.
    /// </summary>
    public string BinaryOrder(Column column, TransferType type) => type.Kind switch
    {
        TransferKind.Uuid when column.DeclaredType == "uuid" => Bytes($"CAST({Quote(column.Name)} AS CHAR)"),
        TransferKind.Text or TransferKind.Json or TransferKind.Other => Bytes(Quote(column.Name)),
        _ => column.Kind == ColumnKind.Text ? Bytes(Quote(column.Name)) : Quote(column.Name),
    };

    private static string Bytes(string text) => $"CAST(CONVERT({text} USING utf8mb4) AS BINARY)";

    public string QuoteLiteral(object? value) => Literal(value);

    public string ScanSql(Table table, IReadOnlyList<Column> columns, bool ordered)
    {
        var order = !ordered || table.PrimaryKey.Count == 0 ? "" : $" ORDER BY {string.Join(", ", table.PrimaryKey.Select(Quote))}";
        return $"SELECT {string.Join(", ", columns.Select(MySqlTypes.Scanned).DefaultIfEmpty("1"))} FROM {Quote(table.Name)}{order}";
    }

    /// <summary>Backquotes mean a name in every SQL mode; one inside is doubled.</summary>
    internal static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    internal static string Literal(object? value) => value switch
    {
        null or double.NaN or double.PositiveInfinity or double.NegativeInfinity => "NULL",
        bool flag => flag ? "TRUE" : "FALSE",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    /// <summary>A backslash means one thing or another by SQL mode, so a text with one goes as its bytes.</summary>
    private static string Text(string text) => text.AsSpan().IndexOfAny('\\', '\0') >= 0
        ? $"CONVERT(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' USING utf8mb4)"
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
