using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Reports.Sarif;

/// <summary>
/// Names a result so that a host knows it again in the next run: by rule, table and columns, never by counts or values.
/// Several results of one such place are told apart by their statements' order.
/// </summary>
internal static class SarifFingerprints
{
    public const string Name = "ruleAndPlace/v1";

    /// <summary>One per line, in the order of the lines.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ReportedLine> lines)
    {
        var prints = new string[lines.Count];
        var places = lines.Select((line, index) => (Line: line, Index: index)).GroupBy(entry => Place(entry.Line));
        foreach (var place in places)
        {
            var ordered = place.OrderBy(entry => entry.Line.Sql ?? entry.Line.Message, StringComparer.Ordinal).ToList();
            for (var i = 0; i < ordered.Count; i++)
                prints[ordered[i].Index] = Digest(i == 0 ? place.Key : $"{place.Key}\n{i}");
        }

        return prints;
    }

    /// <summary>Lengths keep names apart that hold the separator.</summary>
    private static string Place(ReportedLine line) =>
        string.Concat(line.Columns.Prepend(line.Table).Prepend(line.Rule).Select(part => $"{part.Length}:{part}\n"));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
