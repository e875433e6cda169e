using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Database.Landing;

/// <summary>
/// File names for tables: safe on every file system and unique without regard to case. A plain name stays as it is; any other gets
/// plain characters and a digest of the table's name, so that the same table always gets the same file.
/// </summary>
internal static class LandingFileNames
{
    private const int LongestStem = 80;

    private static readonly HashSet<string> Devices = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <param name="tables">All tables of the schema, in order.</param>
    /// <param name="extension">With its dot.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> tables, string extension)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var stem = new string([.. table.Take(LongestStem).Select(c => IsPlain(c) ? c : '_')]);
            var name = stem == table && table.Length > 0 && !Devices.Contains(stem) ? stem : WithDigest(stem, table, 8);
            for (var digits = 16; !used.Add(name); digits += 16)
            {
                name = WithDigest(stem, table, digits);
            }

            names.Add(table, name + extension);
        }

        return names;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static string WithDigest(string stem, string table, int digits) =>
        $"{stem}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)))[..digits]}";
}
