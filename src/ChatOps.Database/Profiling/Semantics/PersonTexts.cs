using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>What people are called, where they live, how they are rung up. Mostly the column's name has to say so.</summary>
internal static class PersonTexts
{
    private static readonly SearchValues<byte> PhoneCharacters = SearchValues.Create("0123456789 +-/.()"u8);

    /// <summary>International form: a plus and 8 to 15 digits (ITU-T E.164 section 6).</summary>
    internal static bool IsPhone(ReadOnlySpan<byte> text) => text is [(byte)'+', ..] && Digits(text) is >= 8 and <= 15;

    /// <summary>Any form, in a column that is named so; an extension may follow.</summary>
    internal static bool IsNamedPhone(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'x', (byte)'e');
        return Digits(end > 0 ? text[..end].TrimEnd((byte)' ') : text) is >= 5 and <= 17;
    }

    /// <summary>One to six words that begin with a capital, with particles, hyphens and points.</summary>
    internal static bool IsName(ReadOnlySpan<byte> text)
    {
        if (text.Length > 100)
        {
            return false;
        }

        var name = Encoding.UTF8.GetString(text);
        return name.All(letter => char.IsLetter(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is ' ' or '-' or '.' or '\'' or '’' or ',') && name.Any(char.IsLetter) && name.Count(letter => letter == ' ') < 6;
    }

    /// <summary>A house number somewhere beside words.</summary>
    internal static bool IsAddress(ReadOnlySpan<byte> text) =>
        text.Length is > 4 and < 300 && text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && Encoding.UTF8.GetString(text).Count(char.IsLetter) >= 3;

    /// <summary>How many there are; 0 where anything stands beside them that does not belong to a telephone number.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAnyExcept(PhoneCharacters) >= 0)
        {
            return 0;
        }

        var digits = 0;
        foreach (var next in text)
        {
            digits += char.IsAsciiDigit((char)next) ? 1 : 0;
        }

        return digits;
    }
}
