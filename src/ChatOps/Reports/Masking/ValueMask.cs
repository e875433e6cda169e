using System.Text;

namespace ChatOps.Reports.Masking;

/// <summary>
/// A value with its shape and without its meaning: <c>maria@example.org</c> as <c>m***@***.org</c>, <c>+49 151 2345678</c> as <c>+49 *** *****78</c>,
/// <c>Maria Schmidt</c> as <c>M**** S******</c>. Masking twice is masking once.
/// </summary>
internal static class ValueMask
{
    private const string Hidden = "***";
    private const int LeastDigitsOfPhone = 7;
    private const int Longest = 60;

    /// <summary>Truths and NULL stay; numbers and bytes are hidden whole.</summary>
    public static object? Apply(object? value) => value switch
    {
        null or DBNull or bool => value,
        string text => Apply(text),
        _ => Hidden,
    };

    public static string Apply(string text)
    {
        if (text.Length > Longest)
            text = text[..Longest];
        return text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? Email(text, at) : IsPhone(text) ? Phone(text) : Words(text);
    }

    private static string Email(string text, int at)
    {
        var point = text.LastIndexOf('.');
        return $"{text[0]}***@***{(point > at ? text[point..] : "")}";
    }

    private static bool IsPhone(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '*' or '+' or ' ' or '-' or '/' or '(' or ')' or '.')
        && text.Count(c => char.IsAsciiDigit(c) || c == '*') >= LeastDigitsOfPhone
        && !IsDay(text);

    /// <summary>Like <c>1984-03-12</c>, masked or not.</summary>
    private static bool IsDay(string text) => text.Length >= 10 && text[4] == '-' && text[7] == '-';

    /// <summary>The country in front and the last two digits stay.</summary>
    private static string Phone(string text)
    {
        var country = text[0] == '+' ? text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') + 1 : 0;
        country = country is > 1 and <= 4 ? country : 0;
        var masked = new StringBuilder(text);
        var left = text.AsSpan(country).ToArray().Count(c => char.IsAsciiDigit(c) || c == '*');
        for (var index = country; index < text.Length; index++)
        {
            if (char.IsAsciiDigit(text[index]) || text[index] == '*')
            {
                masked[index] = left > 2 ? '*' : text[index];
                left--;
            }
        }

        return masked.ToString();
    }

    /// <summary>The first letter of each word stays; digits and other letters do not.</summary>
    private static string Words(string text)
    {
        var masked = new StringBuilder(text.Length);
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = Rune.IsLetter(rune);
            if (Rune.IsDigit(rune) || (letter && inWord))
                masked.Append('*');
            else
                masked.Append(rune.ToString());
            inWord = letter || Rune.IsDigit(rune) || rune.Value == '*';
        }

        return masked.ToString();
    }
}
