using System.Text.RegularExpressions;
using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What a user may do beyond reading, from the server's own list of grants.</summary>
internal static partial class MySqlRights
{
    private static readonly string[] Writing = ["ALL PRIVILEGES", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "INDEX", "TRIGGER", "DELETE HISTORY", "CREATE VIEW", "CREATE ROUTINE", "EVENT"];

    /// <summary>FILE reads and writes the server's files; SUPER and its parts change the server.</summary>
    private static readonly string[] Privileged = ["ALL PRIVILEGES", "FILE", "SUPER", "PROCESS", "SHUTDOWN", "RELOAD"];

    internal static ReaderRights Read(MySqlConnection server, string name)
    {
        var lines = new List<string>();
        using var command = new MySqlCommand("SHOW GRANTS", server);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            lines.Add(rows.GetString(0));
        }

        var grants = Parse(lines);
        var writes = grants.Where(grant => Concerns(grant.On, server.Database) && grant.Rights.Overlaps(Writing)).Select(grant => grant.On).Distinct().ToList();
        var privileges = grants.Where(grant => grant.On == "*.*").SelectMany(grant => grant.Rights.Intersect(Privileged)).Distinct().ToList();
        return new ReaderRights(writes.Count > 0, privileges.Count > 0, Warning(name, writes, privileges));
    }

    /// <summary>Every right on the whole server or on something in the database.</summary>
    /// <param name="lines">The answer to SHOW GRANTS.</param>
    internal static IReadOnlySet<string> On(IEnumerable<string> lines, string database) =>
        Parse(lines).Where(grant => Concerns(grant.On, database)).SelectMany(grant => grant.Rights).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<(HashSet<string> Rights, string On)> Parse(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Grant().Match(line)).Where(grant => grant.Success)
            .Select(grant => ((HashSet<string>)[.. Columns().Replace(grant.Groups[1].Value, "").Split(',', StringSplitOptions.TrimEntries)], grant.Groups[2].Value)),
    ];

    private static bool Concerns(string on, string database) =>
        on == "*.*" || on.Replace("`", "", StringComparison.Ordinal).Replace("\\_", "_", StringComparison.Ordinal).StartsWith(database + ".", StringComparison.OrdinalIgnoreCase)
        || on.Contains('%', StringComparison.Ordinal);

    private static string? Warning(string name, List<string> writes, List<string> privileges)
    {
        var what = privileges.Count > 0 ? $"has {string.Join(", ", privileges)} on the whole server" : writes.Count > 0 ? $"may write to {string.Join(", ", writes)}" : null;
        return what is null ? null : $"The reader of '{name}' {what}. The bot only reads, in a transaction that the server holds to reading, but a user that can only SELECT is safer"
            + (privileges.Count > 0 ? ", and this one gets no SQL that a person wrote." : ".");
    }

    [GeneratedRegex(@"\AGRANT (.+?) ON (\S+|`.+?`\.\S+) TO ", RegexOptions.Singleline)]
    private static partial Regex Grant();

    /// <summary>Rights on single columns name them in parentheses.</summary>
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Columns();
}
