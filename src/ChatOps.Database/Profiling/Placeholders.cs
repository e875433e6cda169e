using System.Buffers;
using System.Text;

namespace ChatOps.Database.Profiling;

/// <summary>Texts that stand for "no value" and are never a value of their own.</summary>
internal static class Placeholders
{
    internal static readonly IReadOnlySet<string> Certain = new SortedSet<string>(StringComparer.Ordinal)
    {
        "?", "??", "???", "-", "--", "---", "n/a", "#n/a", "n.a.", "null", "(null)", "<null>", "nil", "tbd", "tba", "t.b.d.", "not available", "not applicable",
        "undefined", "not specified", "(none)", "(blank)",
    };

    private const int Longest = 20;
    private static readonly SearchValues<byte> Starts = SearchValues.Create("?-nN#(<tTuU \t"u8);

    /// <summary>Without white space around it and without case.</summary>
    internal static bool Is(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= Longest && Starts.Contains(text[0]) && Certain.Contains(Encoding.UTF8.GetString(text).Trim().ToLowerInvariant());
}
