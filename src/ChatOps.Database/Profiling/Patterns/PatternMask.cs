using System.Buffers.Text;
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

    /// <summary>Not ASCII.</summary>
    private const byte Other = 0xFF;

    /// <summary>By ASCII character.</summary>
    private static readonly byte[] Shapes = MakeShapes();

    /// <summary>A longer text's mask ends with an ellipsis.</summary>
    private const int LongestMask = 120;

    /// <summary>Writes the precise mask and returns its length.</summary>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> mask)
    {
        var (used, at) = (0, 0);
        while (at < text.Length)
        {
            if (used > LongestMask)
            {
                return used + Encoding.UTF8.GetBytes("…", mask[used..]);
            }

            var shape = Shapes[text[at]];
            var start = at++;
            if (shape == Other)
            {
                (used, at) = WriteOther(text, start, used, mask);
                continue;
            }

            while (at < text.Length && Shapes[text[at]] == shape)
            {
                at++;
            }

            mask[used] = shape;
            used += 1 + WriteLength(at - start, mask[(used + 1)..]);
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
            if (index + 1 < mask.Length && mask[index + 1] == '{' && mask.IndexOf('}', index + 2) is var end and > 0 && int.TryParse(mask.AsSpan(index + 2, end - index - 2), out _))
            {
                loose.Append('+');
                index = end;
            }
        }

        return loose.ToString();
    }

    /// <summary>A run that begins with a character beyond ASCII. Letters there run on into ASCII ones.</summary>
    private static (int Used, int At) WriteOther(ReadOnlySpan<byte> text, int at, int used, Span<byte> mask)
    {
        var shape = ShapeAt(text, at, out var length);
        var run = 0;
        while (at < text.Length && ShapeAt(text, at, out length) == shape)
        {
            (run, at) = (run + 1, at + length);
        }

        used += shape.EncodeToUtf8(mask[used..]);
        return (used + WriteLength(run, mask[used..]), at);
    }

    private static int WriteLength(int run, Span<byte> mask)
    {
        if (run == 1)
        {
            return 0;
        }

        mask[0] = (byte)'{';
        Utf8Formatter.TryFormat(run, mask[1..], out var digits);
        mask[digits + 1] = (byte)'}';
        return digits + 2;
    }

    private static Rune ShapeAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        if (Shapes[text[at]] != Other)
        {
            length = 1;
            return new Rune((char)Shapes[text[at]]);
        }

        Rune.DecodeFromUtf8(text[at..], out var rune, out length);
        return Rune.IsUpper(rune) ? new Rune('A') : Rune.IsLetter(rune) ? new Rune('a') : Rune.IsDigit(rune) ? new Rune('9') : rune;
    }

    private static byte[] MakeShapes() =>
        [.. Enumerable.Range(0, 256).Select(value => (char)value).Select(next => (byte)(
            char.IsAsciiDigit(next) ? '9' : char.IsAsciiLetterUpper(next) ? 'A' : char.IsAsciiLetterLower(next) ? 'a' : next < 0x80 ? next : (char)Other))];
}
