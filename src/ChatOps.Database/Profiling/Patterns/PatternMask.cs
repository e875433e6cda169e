using System.Text;

namespace ChatOps.Database.Profiling.Patterns;

/// <summary>
/// The shape of a text: <c>A</c> for a capital, <c>a</c> for any other letter, <c>9</c> for a digit, everything else as it is. A run has its length
/// behind it in the precise form (<c>A{2}9{4}</c>), and a plus in the loose form (<c>Aa+ 9+</c>).
/// </summary>
internal static class PatternMask
{
    /// <summary>Bytes that a mask may take.</summary>
    internal const int Size = 160;

    /// <summary>A longer text's mask ends with an ellipsis.</summary>
    private const int LongestMask = 120;

    /// <summary>Writes the precise mask and returns its length.</summary>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> mask)
    {
        var used = 0;
        while (!text.IsEmpty)
        {
            if (used > LongestMask)
            {
                return used + Encoding.UTF8.GetBytes("…", mask[used..]);
            }

            var length = Next(text, out var shape);
            var run = 1;
            text = text[length..];
            while (!text.IsEmpty && Next(text, out var next) is var size && next == shape)
            {
                run++;
                text = text[size..];
            }

            used += WriteRun(shape, run, mask[used..]);
        }

        return used;
    }

    /// <summary>The loose form of a precise mask.</summary>
    internal static string Loosen(string mask)
    {
        var loose = new StringBuilder(mask.Length);
        for (var index = 0; index < mask.Length; index++)
        {
            loose.Append(mask[index]);
            if (index + 1 < mask.Length && mask[index + 1] == '{' && mask.IndexOf('}', index) is var end and > 0 && int.TryParse(mask.AsSpan(index + 2, end - index - 2), out _))
            {
                loose.Append('+');
                index = end;
            }
        }

        return loose.ToString();
    }

    private static int WriteRun(Rune shape, int run, Span<byte> mask)
    {
        var used = shape.EncodeToUtf8(mask);
        if (run > 1)
        {
            mask[used++] = (byte)'{';
            System.Buffers.Text.Utf8Formatter.TryFormat(run, mask[used..], out var digits);
            used += digits;
            mask[used++] = (byte)'}';
        }

        return used;
    }

    /// <summary>The shape of the first character, and how many bytes that character has.</summary>
    private static int Next(ReadOnlySpan<byte> text, out Rune shape)
    {
        var first = text[0];
        if (first < 0x80)
        {
            shape = new Rune(char.IsAsciiDigit((char)first) ? '9' : char.IsAsciiLetterUpper((char)first) ? 'A' : char.IsAsciiLetterLower((char)first) ? 'a' : (char)first);
            return 1;
        }

        Rune.DecodeFromUtf8(text, out var rune, out var length);
        shape = Rune.IsUpper(rune) ? new Rune('A') : Rune.IsLetter(rune) ? new Rune('a') : Rune.IsDigit(rune) ? new Rune('9') : rune;
        return length;
    }
}
