using System.Globalization;
using System.Numerics;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A whole or decimal number of any length, with all its digits.</summary>
/// <param name="Digits">The number times 10 to the power of <paramref name="Scale"/>.</param>
/// <param name="Scale">Digits behind the point; 0 or more.</param>
internal sealed record ExactFigure(BigInteger Digits, int Scale)
{
    /// <summary>Null for a floating-point number and for what is no number.</summary>
    internal static ExactFigure? Of(object? value) => value switch
    {
        long whole => new ExactFigure(whole, 0),
        decimal number => Parse(number.ToString(CultureInfo.InvariantCulture)),
        string text => Parse(text),
        _ => null,
    };

    internal ExactFigure Plus(ExactFigure other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return new ExactFigure(At(scale) + other.At(scale), scale);
    }

    internal ExactFigure Negated() => this with { Digits = -Digits };

    internal bool IsAbove(ExactFigure other) => Plus(other.Negated()).Digits > 0;

    /// <summary>As it stands in SQL, without zeros that say nothing.</summary>
    public override string ToString() => Text(whole => whole.ToString(CultureInfo.InvariantCulture));

    /// <summary>For people: thousands apart.</summary>
    internal string Shown() => Text(whole => whole.ToString("#,##0", CultureInfo.InvariantCulture));

    private string Text(Func<BigInteger, string> write)
    {
        var unit = BigInteger.Pow(10, Scale);
        var whole = BigInteger.DivRem(BigInteger.Abs(Digits), unit, out var rest);
        var fraction = rest.IsZero ? "" : $".{rest.ToString(CultureInfo.InvariantCulture).PadLeft(Scale, '0').TrimEnd('0')}";
        return $"{(Digits.Sign < 0 ? "-" : "")}{write(whole)}{fraction}";
    }

    private BigInteger At(int scale) => Digits * BigInteger.Pow(10, scale - Scale);

    private static ExactFigure? Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new ExactFigure(number, point < 0 ? 0 : text.Length - point - 1) : null;
    }
}
