using ChatOps.Agents.Questions.Graph;

namespace ChatOps.Agents.Questions.Sql;

/// <summary>One SELECT.</summary>
internal sealed record SelectStatement
{
    public required IReadOnlyList<SqlExpression> Items { get; init; }

    public required TableNode From { get; init; }

    /// <summary>In the order in which they can be joined.</summary>
    public IReadOnlyList<Link> Joins { get; init; } = [];

    public bool Distinct { get; init; }

    /// <summary>Only rows with the same value in this column as the row of the statement around it; null for a statement by itself.</summary>
    public ColumnNode? Shared { get; init; }

    public IReadOnlyList<SqlCondition> Where { get; init; } = [];

    public IReadOnlyList<SqlExpression> GroupBy { get; init; } = [];

    public IReadOnlyList<SqlCondition> Having { get; init; } = [];

    public IReadOnlyList<SqlOrder> OrderBy { get; init; } = [];

    public int? Limit { get; init; }

    /// <summary>Rows that are passed over before the first; only with a limit.</summary>
    public int Offset { get; init; }

    /// <summary>Statements that its rows are combined with, in order.</summary>
    public IReadOnlyList<(SetOperation Operation, SelectStatement Select)> Combined { get; init; } = [];
}

/// <summary>One thing that rows are sorted by.</summary>
internal sealed record SqlOrder(SqlExpression Value, bool Descending);

/// <summary>How two results become one.</summary>
internal enum SetOperation
{
    Intersect,
    Except,
    Union,
}
