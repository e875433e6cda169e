using System.Globalization;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>A column compared with a value, in the form in which the column keeps its values.</summary>
internal static class Literals
{
    public static SqlExpression Reference(ColumnNode column) => column.NeedsCast ? new SqlExpression.AsNumber(column) : new SqlExpression.Reference(column);

    public static SqlCondition Compare(ColumnNode column, string comparison, object value)
    {
        if (column.Class == ValueClass.Date && value is long year and > 999 and < 3000)
            return InYear(column, comparison, year);
        if (comparison == "=" && value is string text)
            value = Stored(column, text);
        if (comparison == "LIKE")
            return new SqlCondition.Like(new SqlExpression.Reference(column), Convert.ToString(value, CultureInfo.InvariantCulture)!, false);
        return new SqlCondition.Compare(Reference(column), comparison, Literal(column, value));
    }

    public static SqlCondition Between(ColumnNode column, object low, object high) =>
        column.Class == ValueClass.Date && low is long from && high is long to
            ? new SqlCondition.All([InYear(column, ">=", from), InYear(column, "<=", to)])
            : new SqlCondition.Between(Reference(column), Literal(column, low), Literal(column, high));

    /// <summary>Half-open: it holds for days and for moments.</summary>
    public static SqlCondition Within(ColumnNode column, Period period)
    {
        SqlCondition Bound(string side, DateOnly day) =>
            new SqlCondition.Compare(new SqlExpression.Reference(column), side, new SqlExpression.Literal(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return new SqlCondition.All([Bound(">=", period.From), Bound("<", period.Until)]);
    }

    public static SqlExpression.Literal Literal(ColumnNode column, object value)
    {
        if (column.NeedsCast)
            return new SqlExpression.Literal(value);
        var keepsText = column.Column.Kind == ColumnKind.Text;
        if (keepsText && value is long or double)
            return new SqlExpression.Literal(Convert.ToString(value, CultureInfo.InvariantCulture));
        if (column.IsNumber && value is string text && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && !keepsText)
            return new SqlExpression.Literal(number);
        return new SqlExpression.Literal(value);
    }

    /// <summary>The text as the column keeps it, where it keeps one that compares alike.</summary>
    private static string Stored(ColumnNode column, string text)
    {
        var key = WordKey.Of(text);
        return column.Values.FirstOrDefault(value => value == text) ?? column.Values.FirstOrDefault(value => WordKey.Of(value) == key) ?? text;
    }

    // Half-open, so that it holds for days and for moments, and an index can be used.
    private static SqlCondition InYear(ColumnNode column, string comparison, long year)
    {
        SqlCondition Bound(string side, long bound) =>
            new SqlCondition.Compare(new SqlExpression.Reference(column), side, new SqlExpression.Literal($"{bound.ToString("0000", CultureInfo.InvariantCulture)}-01-01"));
        return comparison switch
        {
            ">" => Bound(">=", year + 1),
            ">=" => Bound(">=", year),
            "<" => Bound("<", year),
            "<=" => Bound("<", year + 1),
            "<>" => new SqlCondition.Any([Bound("<", year), Bound(">=", year + 1)]),
            _ => new SqlCondition.All([Bound(">=", year), Bound("<", year + 1)]),
        };
    }
}
