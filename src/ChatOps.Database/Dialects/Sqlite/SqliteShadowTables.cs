namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>The tables in which the modules that come with SQLite keep their data.</summary>
internal static class SqliteShadowTables
{
    private static readonly Dictionary<string, string[]> Suffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fts3"] = ["content", "segments", "segdir"],
        ["fts4"] = ["content", "segments", "segdir", "docsize", "stat"],
        ["fts5"] = ["data", "idx", "content", "docsize", "config"],
        ["rtree"] = ["node", "rowid", "parent"],
        ["rtree_i32"] = ["node", "rowid", "parent"],
        ["geopoly"] = ["node", "rowid", "parent"],
    };

    /// <summary>From a shadow table's name to its virtual table's.</summary>
    /// <param name="virtualTables">Name to CREATE statement.</param>
    internal static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> virtualTables)
    {
        var shadows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, sql) in virtualTables)
        {
            var module = SqlTokenizer.Tokenize(sql).SkipWhile(token => !token.Is("USING")).Skip(1).FirstOrDefault()?.Unquoted ?? "";
            foreach (var suffix in Suffixes.GetValueOrDefault(module, []))
            {
                shadows[$"{name}_{suffix}"] = name;
            }
        }

        return shadows;
    }
}
