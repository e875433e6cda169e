using System.Text.RegularExpressions;

namespace ChatOps.Database.Connections;

/// <summary>A connection from what somebody typed or configured: a path or a URL.</summary>
public static partial class ConnectionAddress
{
    private const string Scheme = "sqlite:";

    private static readonly (string Scheme, DatabaseProvider Provider)[] Servers =
    [
        ("postgresql:", DatabaseProvider.PostgreSql), ("postgres:", DatabaseProvider.PostgreSql), ("mysql:", DatabaseProvider.MySql), ("mariadb:", DatabaseProvider.MySql),
    ];

    /// <summary>A connection on a file or a server, which is looked at when it is opened, not here.</summary>
    /// <param name="address">
    /// A path, or <c>sqlite:</c> with a path (<c>sqlite:///tmp/a.db</c> works too), or <c>postgresql://user:password@host:port/database</c>,
    /// or the same with <c>mysql://</c> or <c>mariadb://</c>.
    /// </param>
    /// <param name="environment">dev, staging or prod.</param>
    /// <exception cref="DatabaseException">It is empty, or a URL that does not say enough.</exception>
    public static DatabaseConnection Parse(string address, string environment = "dev")
    {
        if (ServerOf(address) is { } server)
        {
            return ForServer(address.Trim(), server, environment);
        }

        if (UnknownScheme().Match(address) is { Success: true } unknown)
        {
            throw new DatabaseException(
                DatabaseProblem.Unsupported, $"An address that begins with '{unknown.Groups[1].Value}://' is not known. There are sqlite:, postgresql:// and mysql:// (or mariadb://). Nothing was opened.");
        }

        var path = address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? FromUrl(address[Scheme.Length..]) : address;
        return string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)
            ? throw new DatabaseException(DatabaseProblem.NotFound, "The address of the database is empty. Name a SQLite file, or a URL such as postgresql://user:password@host:port/database.")
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

    private static DatabaseProvider? ServerOf(string address) =>
        Array.Find(Servers, server => address.TrimStart().StartsWith(server.Scheme, StringComparison.OrdinalIgnoreCase)) is { Scheme: not null } found ? found.Provider : null;

    private static DatabaseConnection ForServer(string url, DatabaseProvider provider, string environment) => new()
    {
        Name = (provider == DatabaseProvider.PostgreSql ? ServerAddress.Parse(url, "postgresql", 5432) : ServerAddress.Parse(url, "mysql", 3306)).Database,
        Provider = provider,
        Environment = environment,
        Reader = new Secret(url),
    };

    [GeneratedRegex(@"\A\s*(?!sqlite:)([A-Za-z][A-Za-z0-9+.-]*)://", RegexOptions.IgnoreCase)]
    private static partial Regex UnknownScheme();

    private static string FromUrl(string rest) => Uri.UnescapeDataString(rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest);
}
