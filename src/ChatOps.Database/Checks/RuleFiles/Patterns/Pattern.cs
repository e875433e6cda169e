using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks.RuleFiles.Patterns;

/// <summary>
/// A regular expression that means the same on every engine: literals, <c>.</c>, classes, groups, alternatives, <c>^ $</c>, <c>* + ? {m,n}</c> and
/// the ASCII classes <c>\d \w \s</c> with their opposites. What only some engines know is refused when it is read.
/// </summary>
public sealed class Pattern
{
    private readonly IReadOnlyList<PatternPart> _parts;

    private Pattern(string text, IReadOnlyList<PatternPart> parts, bool mayExplode) => (Text, _parts, MayExplode) = (text, parts, mayExplode);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>It repeats, without a limit, something that repeats or has alternatives itself; an engine that tries every way can take exponential time.</summary>
    public bool MayExplode { get; }

    /// <exception cref="FormatException">It is no such expression; the message says what is wrong and where.</exception>
    public static Pattern Parse(string text)
    {
        var parser = new PatternParser(text);
        var pattern = new Pattern(text, parser.Read(), parser.MayExplode);
        try
        {
            _ = new Regex(pattern.Perl, RegexOptions.NonBacktracking);
            return pattern;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException("it is too large: repetitions of repetitions multiply", error);
        }
    }

    /// <summary>In the words of .NET and PCRE, which differ from PostgreSQL's only in the end of the text.</summary>
    internal string Perl => Render(@"\z");

    /// <summary>In the words of PostgreSQL's advanced regular expressions (PostgreSQL manual, section 9.7.3).</summary>
    internal string PostgreSql => Render("$");

    private string Render(string end) => string.Concat(_parts.Select(part => part.Kind == PatternPartKind.End ? end : part.Text));
}

/// <summary>One piece of a pattern, as every engine writes it.</summary>
internal readonly record struct PatternPart(PatternPartKind Kind, string Text);

/// <summary>What a piece is.</summary>
internal enum PatternPartKind
{
    /// <summary>Written the same way everywhere.</summary>
    Plain,

    /// <summary>The end of the text.</summary>
    End,
}
