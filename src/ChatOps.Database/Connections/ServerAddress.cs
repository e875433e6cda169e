namespace ChatOps.Database.Connections;

/// <summary>Where a database server is and who asks, from a URL such as <c>postgresql://user:password@host:5432/database?option=value</c>.</summary>
/// <param name="Options">What stands behind the question mark, names without case.</param>
internal sealed record ServerAddress(
    string Host, int Port, string Database, string User, string? Password, IReadOnlyDictionary<string, string> Options)
{
    /// <exception cref="DatabaseException">It is no such URL; the message does not repeat it, since it may hold a password.</exception>
    internal static ServerAddress Parse(string url, string scheme, int defaultPort)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw Malformed(scheme, "it cannot be read as a URL; special characters in the password must be percent-encoded");
        }

        var options = Query(uri.Query);
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
        {
            throw Malformed(scheme, "it does not name one database behind the host");
        }

        var host = options.GetValueOrDefault("host") ?? uri.Host.Trim('[', ']');
        var user = uri.UserInfo.Split(':', 2);
        return new ServerAddress(
            host.Length == 0 ? "127.0.0.1" : host,
            uri.Port > 0 ? uri.Port : defaultPort,
            database,
            user[0].Length == 0 ? throw Malformed(scheme, "it does not name a user") : Uri.UnescapeDataString(user[0]),
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            options);
    }

    /// <summary>For people: where, without who.</summary>
    public override string ToString() => $"{Database} on {Host}:{Port}";

    private static DatabaseException Malformed(string scheme, string why) => new(
        DatabaseProblem.NotFound, $"The address of the database is not usable: {why}. Write {scheme}://user:password@host:port/database. Nothing was opened.");

    private static Dictionary<string, string> Query(string query)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            options[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return options;
    }
}
