using System.Globalization;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>The values that the database gave.</summary>
internal sealed class FigureValues
{
    private readonly Dictionary<Figure, object?> _values = [];
    private readonly Dictionary<Figure, string> _failures = [];

    internal void Set(Figure figure, object? value) => _values[figure] = value;

    internal void Fail(Figure figure, string reason) => _failures[figure] = reason;

    /// <summary>Why the check cannot be judged, or null.</summary>
    internal string? FailureOf(BoundCheck check) => check.Figures.Select(FailureOf).FirstOrDefault(reason => reason is not null);

    internal string? FailureOf(Figure figure) => _failures.GetValueOrDefault(figure);

    internal object? this[Figure figure] => _values[figure];

    /// <summary>0 where the value is NULL.</summary>
    internal long Count(Figure figure) => Convert.ToInt64(_values[figure] ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>Null where the value is NULL or no number.</summary>
    internal double? Number(Figure figure) => NumberOf(_values[figure]);

    /// <summary>Null where the value is NULL or no number.</summary>
    internal static double? NumberOf(object? value) => value switch
    {
        null => null,
        string text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        byte[] => null,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };
}
