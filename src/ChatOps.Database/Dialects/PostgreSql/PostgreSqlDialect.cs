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

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>PostgreSQL.</summary>
public sealed class PostgreSqlDialect : IDialect
{
    private readonly PostgreSqlRuleSql _ruleSql;

    /// <param name="encoding">The database's own encoding as the server names it; decides which characters a statement may hold.</param>
    internal PostgreSqlDialect(string encoding)
    {
        _ruleSql = new PostgreSqlRuleSql(encoding == "UTF8");
        CheckSql = new PostgreSqlCheckSql(_ruleSql);
    }

    public PostgreSqlDialect()
        : this("UTF8")
    {
    }

    public DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public IRuleSql RuleSql => _ruleSql;

    public ITypeMap Types { get; } = new PostgreSqlTypeMap();

    public IDdl Ddl { get; } = new PostgreSqlDdl();

    public IBackup Backup { get; } = new PostgreSqlBackup();

    public ICheckSql CheckSql { get; }

    public IQuerySql QuerySql { get; } = new PostgreSqlQuerySql();

    public ISegmentSql? SegmentSql { get; } = new PostgreSqlSegmentSql();

    public Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        PostgreSqlReaderSession.OpenAsync(connection, null, cancellationToken);

    public Task<WriterSession> OpenWriterAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        PostgreSqlWriterSession.OpenAsync(connection, this, cancellationToken);

    public Task<Schema> ReadSchemaAsync(ReaderSession session, CancellationToken cancellationToken) =>
        PostgreSqlSchemaReader.ReadAsync(session, cancellationToken);

    public string QuoteIdentifier(string name) => Quote(name);

    public string QuoteTable(Table table) => Quote(table.Namespace, table.LocalName);

    public string ScannedColumn(Column column) => PostgreSqlTypes.Scanned(column);

    /// <summary>Every type but texts has one order. A column by its own name lets the server go along its index.</summary>
    public string BinaryOrder(Column column, TransferType type) => type.Kind switch
    {
        TransferKind.Text or TransferKind.Json or TransferKind.Other => $"{Quote(column.Name)}::text COLLATE \"C\"",
        _ => column.Kind == ColumnKind.Text ? $"{Quote(column.Name)}::text COLLATE \"C\"" : Quote(column.Name),
    };

    public string QuoteLiteral(object? value) => Literal(value);

    public string ScanSql(Table table, IReadOnlyList<Column> columns, bool ordered)
    {
        var order = !ordered || table.PrimaryKey.Count == 0 ? "" : $" ORDER BY {string.Join(", ", table.PrimaryKey.Select(Quote))}";
        return $"SELECT {string.Join(", ", columns.Select(PostgreSqlTypes.Scanned))} FROM {QuoteTable(table)}{order}";
    }

    /// <summary>Standard quoting; a double quote inside is doubled.</summary>
    internal static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Quote(string? @namespace, string name) => @namespace is null ? Quote(name) : $"{Quote(@namespace)}.{Quote(name)}";

    internal static string Literal(object? value) => value switch
    {
        null => "NULL",
        bool flag => flag ? "TRUE" : "FALSE",
        byte[] bytes => $"'\\x{Convert.ToHexStringLower(bytes)}'::bytea",
        double.PositiveInfinity => "'Infinity'::float8",
        double.NegativeInfinity => "'-Infinity'::float8",
        double.NaN => "'NaN'::float8",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    /// <summary>Runs the same whatever <c>standard_conforming_strings</c> says: a backslash makes it an escape string. A NUL cannot be stored by PostgreSQL, so no value equals it.</summary>
    private static string Text(string text)
    {
        var quoted = new StringBuilder(text).Replace("\0", "").Replace("'", "''").ToString();
        return quoted.Contains('\\', StringComparison.Ordinal) ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{quoted}'";
    }
}
