namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>How a name of several words is written.</summary>
internal static class NameStyles
{
    /// <summary>Such as <c>snake_case</c>; null where the name is one word in small or in capital letters, which fits most styles, or has other characters.</summary>
    internal static string? Of(string name)
    {
        var core = name.Trim('_');
        if (core.Length == 0 || !core.All(letter => char.IsLetterOrDigit(letter) || letter == '_'))
        {
            return null;
        }

        var (small, capital) = (core.Any(char.IsLower), core.Any(char.IsUpper));
        return core.Contains('_', StringComparison.Ordinal)
            ? (small, capital) switch { (true, false) => "snake_case", (false, true) => "UPPER_CASE", (true, true) => "Mixed_Case", _ => null }
            : !small || !capital ? null : char.IsUpper(core[0]) ? "PascalCase" : "camelCase";
    }

    /// <summary>The style that at least three quarters of the names with a style share; null where there are fewer than <paramref name="minimum"/> of them or no such majority.</summary>
    internal static string? Usual(IEnumerable<string> names, int minimum)
    {
        List<string> styles = [.. names.Select(Of).OfType<string>()];
        var usual = styles.GroupBy(style => style).MaxBy(same => same.Count());
        return styles.Count >= minimum && usual!.Count() >= styles.Count * 0.75 ? usual!.Key : null;
    }
}
