namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Comparisons of one column that no single row can meet.</summary>
internal static class Contradictions
{
    public static bool Exclude(string left, object leftValue, string right, object rightValue)
    {
        if (left == "=" && right == "=")
            return !leftValue.Equals(rightValue);
        if (!TryNumber(leftValue, out var first) || !TryNumber(rightValue, out var second))
            return false;
        return (IsAbove(left) && IsBelow(right) && first >= second) || (IsBelow(left) && IsAbove(right) && first <= second);
    }

    private static bool IsAbove(string comparison) => comparison is ">" or ">=";

    private static bool IsBelow(string comparison) => comparison is "<" or "<=";

    private static bool TryNumber(object value, out double number)
    {
        number = value switch { long whole => whole, double real => real, _ => double.NaN };
        return !double.IsNaN(number);
    }
}
