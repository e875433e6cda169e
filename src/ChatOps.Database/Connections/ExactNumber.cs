using System.Globalization;

namespace ChatOps.Database.Connections;

/// <summary>Exact numbers as servers write them.</summary>
internal static class ExactNumber
{
    /// <summary>Digits that a <see cref="decimal"/> holds whatever they are.</summary>
    private const int SafeDigits = 28;

    /// <summary>A <see cref="decimal"/> with all its digits, or the text itself where it would be rounded or is NaN.</summary>
    internal static object Of(string text) =>
        text.Length <= SafeDigits && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
}
