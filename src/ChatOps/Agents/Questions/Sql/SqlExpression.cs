using ChatOps.Agents.Questions.Graph;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Sql;

/// <summary>A value of a SELECT.</summary>
internal abstract record SqlExpression
{
    private SqlExpression()
    {
    }

    /// <summary>A column of a table of the statement.</summary>
    public sealed record Reference(ColumnNode Column) : SqlExpression;

    /// <summary>The column's texts as the numbers that they are.</summary>
    public sealed record AsNumber(ColumnNode Column) : SqlExpression;

    /// <summary>COUNT(*) where there is no operand.</summary>
    public sealed record Aggregate(AggregateKind Kind, SqlExpression? Operand, bool Distinct = false) : SqlExpression;

    /// <summary>The span of the calendar that the column's day or moment lies in.</summary>
    public sealed record Span(ColumnNode Column, CalendarSpan Unit) : SqlExpression;

    /// <summary>How many rows meet a condition, as a part of all rows, in percent.</summary>
    public sealed record Share(IReadOnlyList<SqlCondition> Of) : SqlExpression;

    /// <summary>One figure divided by another, as a real number.</summary>
    /// <param name="Factor">100 for percent.</param>
    public sealed record Quotient(SqlExpression Dividend, SqlExpression Divisor, int Factor) : SqlExpression;

    /// <summary>A value; quoted by the dialect.</summary>
    public sealed record Literal(object? Value) : SqlExpression;

    /// <summary>The single value of another SELECT.</summary>
    public sealed record Scalar(SelectStatement Select) : SqlExpression;

    /// <summary>Every column of a table.</summary>
    public sealed record Star(TableNode Table) : SqlExpression;
}

/// <summary>What is made of many values.</summary>
internal enum AggregateKind
{
    Count,
    Sum,
    Average,
    Minimum,
    Maximum,
}
