namespace ChatOps.Agents.Planner.Language;

/// <summary>Tells paths, addresses and recipients from words, by their shape alone: nothing is opened or looked up.</summary>
internal static class ChunkKind
{
    private static readonly string[] Endings = [".db", ".db3", ".sqlite", ".sqlite3", ".mdb", ".csv", ".tsv", ".sql", ".json", ".parquet", ".xlsx", ".zip", ".txt"];
    private static readonly string[] Schemes = ["sqlite:", "file:", "postgres:", "postgresql:", "mysql:", "mariadb:", "sqlserver:", "mssql:", "jdbc:", "http:", "https:"];

    /// <summary>The kind of a run of characters without spaces, or null for words.</summary>
    public static TokenKind? Of(ReadOnlySpan<char> chunk)
    {
        if (chunk.Length < 2)
            return null;
        if (chunk[0] == '@')
            return TokenKind.Mention;
        if (chunk[0] == '#' && char.IsLetter(chunk[1]))
            return TokenKind.Recipient;
        if (IsPath(chunk))
            return TokenKind.Path;
        var at = chunk.IndexOf('@');
        return at > 0 && chunk[at..].Contains('.') ? TokenKind.Recipient : null;
    }

    private static bool IsPath(ReadOnlySpan<char> chunk)
    {
        if (chunk[0] is '/' or '~' || chunk.StartsWith("./") || chunk.StartsWith("../") || chunk.Contains('\\') || chunk.Contains("://", StringComparison.Ordinal))
            return true;
        if (chunk.Count('/') > 1 || chunk.Contains("..", StringComparison.Ordinal) && chunk.Contains('/'))
            return true;
        foreach (var scheme in Schemes)
        {
            if (chunk.Length > scheme.Length && chunk.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var ending in Endings)
        {
            if (chunk.Length > ending.Length && chunk.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
