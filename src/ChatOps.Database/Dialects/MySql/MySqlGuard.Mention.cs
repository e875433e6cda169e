using System.Text.RegularExpressions;

namespace ChatOps.Database.Dialects.MySql;

internal static partial class MySqlGuard
{
    /// <summary>What the text mentions that reaches beyond reading tables or holds the server up, or null; for parts of a statement as for whole ones.</summary>
    internal static string? Mention(string sql) =>
        Denied().Match(sql) is { Success: true } denied ? denied.Value.Trim() : HoldsUp().Match(sql) is { Success: true } waits ? waits.Value : null;

    [GeneratedRegex(@"\b(?:SLEEP|BENCHMARK|MASTER_POS_WAIT|MASTER_GTID_WAIT|LASTVAL|SYS_GET|SYS_SET)\b(?=\s*\()|\bIS_(?:FREE|USED)_LOCK\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HoldsUp();
}
