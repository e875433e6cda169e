using ChatOps.Database.Backup;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Connections;

/// <summary>What differs from engine to engine.</summary>
public interface IDialect
{
    DatabaseProvider Provider { get; }

    /// <summary>What rules are made of.</summary>
    IRuleSql RuleSql { get; }

    /// <summary>The engine's types, for moving and comparing values between engines.</summary>
    ITypeMap Types { get; }

    /// <summary>Statements that make, change and drop.</summary>
    IDdl Ddl { get; }

    /// <summary>How a whole database becomes one file.</summary>
    IBackup Backup { get; }

    /// <summary>What checks of a rule file are made of beyond that.</summary>
    ICheckSql CheckSql { get; }

    /// <summary>What queries are made of, and what one is expected to cost before it runs.</summary>
    IQuerySql QuerySql { get; }

    /// <summary>Lets the server hash rows; null for an engine that runs in our own process, where reading them costs no more.</summary>
    ISegmentSql? SegmentSql { get; }

    /// <summary>Opens a guarded session that can only read, and takes its snapshot.</summary>
    /// <exception cref="DatabaseException">Not there, not a database, busy, denied or unsupported; the message says what to do.</exception>
    Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken);

    /// <summary>Opens a session that may write, with the writer's credential.</summary>
    /// <exception cref="DatabaseException">The connection has no writer, or as for reading.</exception>
    Task<WriterSession> OpenWriterAsync(DatabaseConnection connection, CancellationToken cancellationToken);

    /// <summary>Reads the whole schema in a fixed number of catalog queries.</summary>
    Task<Schema> ReadSchemaAsync(ReaderSession session, CancellationToken cancellationToken);

    /// <summary>A name as it stands in SQL, whatever characters it holds.</summary>
    string QuoteIdentifier(string name);

    /// <summary>The table as it stands in SQL.</summary>
    string QuoteTable(Table table);

    /// <summary>A value as it stands in SQL; for statements that are shown to people and must run as they are.</summary>
    string QuoteLiteral(object? value);

    /// <summary>The statement that reads every row of the table: these columns, in primary-key order where that is wanted and there is a key.</summary>
    string ScanSql(Table table, IReadOnlyList<Column> columns, bool ordered);

    /// <summary>The column as every scan selects it: without the padding of CHAR(n), dates as texts, floats with all their digits.</summary>
    string ScannedColumn(Column column);

    /// <summary>
    /// The terms by which the database itself sorts the column so that <see cref="Verification"/> sees the same order in every engine: binary for
    /// texts, by value for numbers, with all their digits.
    /// </summary>
    /// <param name="type">What its values are when they are compared.</param>
    string BinaryOrder(Column column, TransferType type);
}
