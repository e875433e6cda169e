using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Database.Checks.RuleFiles;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary>The query of an answer as a check: it fails from so many rows on.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens; see <see cref="IsName"/>.</param>
/// <param name="Table">The table that the check is listed under; one that the query reads.</param>
/// <param name="AtMost">Rows that may come and are fine, from 0.</param>
public sealed partial record SavedCheck(string Name, string Connection, string Table, string Sql, string? Question, int AtMost)
{
    private const int LongestName = 60;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileOf(string name) => $"{name}.yaml";

    public static bool IsName(string name) => name.Length <= LongestName && Kebab().IsMatch(name);

    /// <summary>The words as a name: "Open orders!" is open-orders; empty where nothing is left.</summary>
    public static string NameOf(string words)
    {
        var name = NoName().Replace(words.ToLowerInvariant(), "-").Trim('-');
        return name.Length <= LongestName ? name : name[..LongestName].TrimEnd('-');
    }

    /// <summary>The rule file.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"""
        version: 1
        builtin: none
        tables:
          {Quoted(Table)}:
            checks:
              - sql: {Quoted(Sql.Trim().TrimEnd(';').TrimEnd())}
                name: {Name}
                fail: {AtMost + 1}
                because: {Quoted(Question ?? "Saved from an answer")}

        """);

    /// <summary>Changes whenever what would be written does.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Why it is no rule file, as a sentence for people; null where it is one.</summary>
    public string? Fault()
    {
        try
        {
            RuleFile.Parse(Text, FileOf(Name));
            return null;
        }
        catch (RuleFileException problem)
        {
            return problem.Message;
        }
    }

    // A text of JSON is one of YAML, and no sign of it means anything there.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex Kebab();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoName();
}
