namespace ChatOps.Database.Connections;

/// <summary>Where a connection may be written.</summary>
internal static class WriterAddress
{
    /// <exception cref="DatabaseException">The connection has no writer.</exception>
    internal static Secret Of(DatabaseConnection connection) => connection.Writer ?? throw new DatabaseException(
        DatabaseProblem.Denied, $"The connection '{connection.Name}' has no writer, so nothing can be written there. Nothing was changed. Configure its Writer, or name another target.");
}
