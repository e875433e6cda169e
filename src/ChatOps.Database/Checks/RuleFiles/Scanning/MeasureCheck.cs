using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A check of one figure about the whole table.</summary>
/// <param name="Measured">The figure.</param>
/// <param name="Statement">The statement that gives it alone, as a column named <c>measured</c>.</param>
/// <param name="What">Such as "The mean of orders.total".</param>
internal sealed record MeasureCheck(
    CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns, Figure Measured, string Statement, Bounds Bounds, string What)
    : FigureCheck(Definition, Table, Columns)
{
    /// <summary>The figure is the square of what was asked for, as an engine without roots gives it.</summary>
    internal bool IsSquare { get; init; }

    /// <summary>The figure is an estimate.</summary>
    internal bool IsApproximate { get; init; }

    /// <summary>The figure is made of the column's values; else it only counts rows. It stands in quotes, so that it can be masked where the column is personal.</summary>
    internal bool IsOfValues { get; init; }

    /// <summary>Only PostgreSQL has such a figure, and there it equals itself and is above every number.</summary>
    private const string NotANumber = "measured = 'NaN'";

    internal override IReadOnlyList<Figure> Figures => [Measured];

    /// <summary>A figure over no rows is NULL and breaks no bound.</summary>
    internal override Finding? Judge(FigureValues values)
    {
        if (values.Number(Measured) is not { } value || (IsSquare ? Bounds.Squared : Bounds).Holds(value))
        {
            return null;
        }

        var shown = IsSquare ? Math.Sqrt(value) : value;
        var broken = double.IsNaN(value) ? NotANumber : (IsSquare ? Bounds.Squared : Bounds).BrokenSql("measured");
        var sql = $"SELECT measured FROM ({Statement}) AS figures WHERE {broken}";
        return Finding(1, Definition.Severity, sql, $"{What} is {(IsApproximate ? "approximately " : "")}{Text(shown)}; it must be {Bounds}.") with
        {
            Sample = Definition.Samples == 0 ? [] : [new Dictionary<string, object?> { ["measured"] = values[Measured] }],
            Derived = IsOfValues ? ["measured"] : null,
        };
    }

    private string Text(double value) => value.ToString(IsOfValues ? "\\'#,##0.######\\'" : "#,##0.######", CultureInfo.InvariantCulture);
}
