using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Connections;

/// <summary>What differs from engine to engine.</summary>
public interface IDialect
{
    DatabaseProvider Provider { get; }

    /// <summary>What rules are made of.</summary>
    IRuleSql RuleSql { get; }

    /// <summary>What checks of a rule file are made of beyond that.</summary>
    ICheckSql CheckSql { get; }

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
}
