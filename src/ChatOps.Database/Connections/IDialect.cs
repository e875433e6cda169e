using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Connections;

/// <summary>What differs from engine to engine.</summary>
public interface IDialect
{
    DatabaseProvider Provider { get; }

    /// <summary>What rules are made of.</summary>
    IRuleSql RuleSql { get; }

    /// <summary>Opens a guarded session that can only read, and takes its snapshot.</summary>
    /// <exception cref="DatabaseException">Not there, not a database, busy, denied or unsupported; the message says what to do.</exception>
    Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken);

    /// <summary>Reads the whole schema in a fixed number of catalog queries.</summary>
    Task<Schema> ReadSchemaAsync(ReaderSession session, CancellationToken cancellationToken);

    /// <summary>A name as it stands in SQL, whatever characters it holds.</summary>
    string QuoteIdentifier(string name);

    /// <summary>A value as it stands in SQL; for statements that are shown to people and must run as they are.</summary>
    string QuoteLiteral(object? value);
}
