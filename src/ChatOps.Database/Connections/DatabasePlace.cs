namespace ChatOps.Database.Connections;

/// <summary>Where a database is, whoever asks and however the address is spelled.</summary>
public static class DatabasePlace
{
    /// <summary>The full path of a file; host, port, database and, where only one is read, the namespace of a server. Without any credential.</summary>
    public static string Of(DatabaseConnection connection) => connection.Provider switch
    {
        DatabaseProvider.Sqlite => connection.Reader.Reveal(),
        DatabaseProvider.PostgreSql => Of(ServerAddress.Parse(connection.Reader.Reveal(), "postgresql", 5432)),
        _ => Of(ServerAddress.Parse(connection.Reader.Reveal(), "mysql", 3306)),
    };

    private static string Of(ServerAddress server) =>
        $"{server.Host.ToLowerInvariant()}:{server.Port}/{server.Database}{(server.Options.TryGetValue("schema", out var schema) ? $"?schema={schema}" : "")}";
}
