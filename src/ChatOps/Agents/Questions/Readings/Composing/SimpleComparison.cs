using ChatOps.Agents.Questions.Graph;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>One column compared with one value.</summary>
internal sealed record SimpleComparison(ColumnNode Column, string Operator, object Value)
{
    /// <summary>No single row can meet both.</summary>
    public bool Excludes(SimpleComparison other)
    {
        if (Column != other.Column)
            return false;
        if (Operator == "=" && other.Operator == "=")
            return !Value.Equals(other.Value);
        if (!TryNumber(Value, out var first) || !TryNumber(other.Value, out var second))
            return false;
        return (IsAbove(Operator) && IsBelow(other.Operator) && first >= second) || (IsBelow(Operator) && IsAbove(other.Operator) && first <= second);
    }

    private static bool IsAbove(string comparison) => comparison is ">" or ">=";

    private static bool IsBelow(string comparison) => comparison is "<" or "<=";

    private static bool TryNumber(object value, out double number)
    {
        number = value switch { long whole => whole, double real => real, _ => double.NaN };
        return !double.IsNaN(number);
    }
}
