using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Database.Dialects;

/// <summary>Reads sizes and members out of a declared type.</summary>
internal static partial class TypeWords
{
    /// <summary>The first number in parentheses, or null.</summary>
    internal static int? FirstSize(string type) => Sizes(type).First;

    /// <summary>The numbers in parentheses.</summary>
    internal static (int? First, int? Second) Sizes(string type)
    {
        var size = Size().Match(type);
        return (Number(size.Groups[1]), Number(size.Groups[2]));
    }

    /// <summary>The texts of <c>enum('a','b')</c>, quotes taken off.</summary>
    internal static IReadOnlyList<string> Members(string type) =>
        [.. SqlTokenizer.Tokenize(type).Where(token => token.Kind == TokenKind.Text).Select(token => token.Unquoted)];

    private static int? Number(Group group) => group.Success && int.TryParse(group.ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\(\s*(\d+)\s*(?:,\s*(-?\d+))?")]
    private static partial Regex Size();
}
