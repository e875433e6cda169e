using System.Text;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>The pattern that all of some texts follow, when there is one that says something.</summary>
internal static class CommonPattern
{
    private const int LongestMask = 60;

    /// <summary>With exact lengths where they agree, else with any lengths; null where neither fits all, or where it would only say "letters".</summary>
    internal static string? Of(IReadOnlyCollection<string> texts)
    {
        var exact = Common(texts, exact: true);
        var mask = exact ?? Common(texts, exact: false);
        return mask is not null && mask.Contains('\\', StringComparison.Ordinal) ? $"^{mask}$" : null;
    }

    private static string? Common(IReadOnlyCollection<string> texts, bool exact)
    {
        var masks = texts.Select(text => MaskOf(text, exact)).Distinct().Take(2).ToList();
        return masks.Count == 1 && masks[0].Length is > 0 and <= LongestMask ? masks[0] : null;
    }

    private static string MaskOf(string text, bool exact)
    {
        var mask = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var kind = ClassOf(text[at]);
            var end = at;
            while (end < text.Length && ClassOf(text[end]) == kind && (kind is not null || end == at))
            {
                end++;
            }

            mask.Append(kind ?? (char.IsLetterOrDigit(text[at]) || text[at] == ' ' ? text[at].ToString() : $"\\{text[at]}"));
            mask.Append(kind is null ? "" : !exact ? "+" : end - at == 1 ? "" : $"{{{end - at}}}");
            at = end;
        }

        return mask.ToString();
    }

    private static string? ClassOf(char next) => next switch
    {
        >= '0' and <= '9' => "\\d",
        >= 'A' and <= 'Z' => "[A-Z]",
        >= 'a' and <= 'z' => "[a-z]",
        _ => null,
    };
}
