namespace ChatOps.Database.Connections;

/// <summary>A connection from what somebody typed on the command line: a path or a URL.</summary>
public static class ConnectionAddress
{
    private const string Scheme = "sqlite:";
    private static readonly string[] Servers = ["postgresql:", "postgres:", "mysql:", "mariadb:"];

    /// <summary>A connection on a SQLite file; the file is looked at when it is opened, not here.</summary>
    /// <param name="address">A path, or <c>sqlite:</c> with a path; <c>sqlite:///tmp/a.db</c> works too.</param>
    /// <param name="environment">dev, staging or prod.</param>
    /// <exception cref="DatabaseException">It is the URL of a server, or empty.</exception>
    public static DatabaseConnection Parse(string address, string environment = "dev")
    {
        if (Servers.Any(server => address.StartsWith(server, StringComparison.OrdinalIgnoreCase)))
        {
            var scheme = address[..address.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
            throw new DatabaseException(
                DatabaseProblem.Unsupported, $"A database at '{scheme}:...' is not supported yet in this version; SQLite files are. Nothing was opened.");
        }

        var path = address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? FromUrl(address[Scheme.Length..]) : address;
        return string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)
            ? throw new DatabaseException(DatabaseProblem.NotFound, "The address of the database is empty. Name a SQLite file.")
            : ForFile(path, environment);
    }

    /// <summary>A connection on a SQLite file, named after it.</summary>
    public static DatabaseConnection ForFile(string path, string environment = "dev") => new()
    {
        Name = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : path,
        Provider = DatabaseProvider.Sqlite,
        Environment = environment,
        Reader = new Secret(Path.GetFullPath(path)),
    };

    private static string FromUrl(string rest) => Uri.UnescapeDataString(rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest);
}
