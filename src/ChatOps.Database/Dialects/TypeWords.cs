using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Database.Dialects;

/// <summary>Reads sizes and members out of a declared type.</summary>
internal static partial class TypeWords
{
    /// <summary>The first number in parentheses, or null.</summary>
    internal static int? FirstSize(string type) =>
        Size().Match(type) is { Success: true } size && int.TryParse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The texts of <c>enum('a','b')</c>, quotes taken off.</summary>
    internal static IReadOnlyList<string> Members(string type) =>
        [.. SqlTokenizer.Tokenize(type).Where(token => token.Kind == TokenKind.Text).Select(token => token.Unquoted)];

    [GeneratedRegex(@"\(\s*(\d+)")]
    private static partial Regex Size();
}
