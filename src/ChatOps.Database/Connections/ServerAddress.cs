namespace ChatOps.Database.Connections;

/// <summary>Where a database server is and who asks, from a URL such as <c>postgresql://user:password@host:5432/database?option=value</c>.</summary>
/// <param name="Options">What stands behind the question mark, names without case.</param>
internal sealed record ServerAddress(
    string Host, int Port, string Database, string User, string? Password, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>How to be safe on the way; each word in PostgreSQL's or MySQL's own spelling means one of these.</summary>
    private static readonly Dictionary<string, string> TlsModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = "disable",
        ["disabled"] = "disable",
        ["none"] = "disable",
        ["allow"] = "allow",
        ["prefer"] = "prefer",
        ["preferred"] = "prefer",
        ["require"] = "require",
        ["required"] = "require",
        ["verify-ca"] = "verify-ca",
        ["verify_ca"] = "verify-ca",
        ["verify-full"] = "verify-full",
        ["verify_full"] = "verify-full",
        ["verify_identity"] = "verify-full",
    };

    /// <summary>disable, allow, prefer, require, verify-ca, verify-full, or null where nothing is said.</summary>
    internal string? TlsMode => Options.TryGetValue("sslmode", out var mode) ? TlsModes[mode] : null;

    /// <exception cref="DatabaseException">It is no such URL, or has an option that is not known; the message does not repeat it, since it may hold a password.</exception>
    internal static ServerAddress Parse(string url, string scheme, int defaultPort)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw Malformed(scheme, "it cannot be read as a URL; special characters in the password must be percent-encoded");
        }

        var options = Query(uri.Query);
        RequireKnown(options, scheme);
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

    /// <summary>An option that nobody understands could be the one that was meant to keep the password safe.</summary>
    private static void RequireKnown(Dictionary<string, string> options, string scheme)
    {
        if (options.Remove("ssl-mode", out var spelled))
        {
            options["sslmode"] = spelled;
        }

        string[] known = scheme == "postgresql" ? ["host", "sslmode", "sslrootcert", "schema"] : ["host", "sslmode"];
        if (options.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Malformed(scheme, $"its option '{unknown}' is not known here; there are {string.Join(", ", known)}");
        }

        if (options.TryGetValue("sslmode", out var mode) && !TlsModes.ContainsKey(mode))
        {
            throw Malformed(scheme, $"its sslmode '{mode}' is not known; there are disable, allow, prefer, require, verify-ca and verify-full");
        }
    }

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
