using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>Looks whether a rule file fits a database, without running its checks.</summary>
public sealed class RuleFileCheck
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    public RuleFileCheck(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <exception cref="RuleFileException">It names what is not there, or writes SQL that the database does not understand; every problem with its place.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened.</exception>
    public async Task RequireFitAsync(RuleFile file, DatabaseConnection connection, ConnectionRegistry? connections, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        await RuleBinder.BindAsync(file, session, schema, connections, _access, _time.GetUtcNow(), cancellationToken);
    }
}
