using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>The opposite of a condition. Rows that belong to nothing at all are among those that do not belong to some; a row without a value is neither equal nor different, as in SQL.</summary>
internal static class Negation
{
    public static SqlCondition Of(SqlCondition condition) => condition switch
    {
        SqlCondition.In { Negated: false } inside => OrMissing(inside with { Negated = true, Select = WithoutNulls(inside.Select) }),
        SqlCondition.Compare { Operator: "=" } equal => equal with { Operator = "<>" },
        SqlCondition.Like like => like with { Negated = !like.Negated },
        SqlCondition.Compare { Operator: ">" } compare => compare with { Operator = "<=" },
        SqlCondition.Compare { Operator: "<" } compare => compare with { Operator = ">=" },
        SqlCondition.Compare { Operator: ">=" } compare => compare with { Operator = "<" },
        SqlCondition.Compare { Operator: "<=" } compare => compare with { Operator = ">" },
        SqlCondition.IsNull empty => empty with { Negated = !empty.Negated },
        SqlCondition.Any any => new SqlCondition.All([.. any.Parts.Select(Of)]),
        _ => new SqlCondition.Not(condition),
    };

    /// <summary>Whoever belongs to nothing at all does not belong to these.</summary>
    private static SqlCondition OrMissing(SqlCondition.In inside) =>
        inside.Value is SqlExpression.Reference { Column: { IsReference: true, Column.Nullable: true } column } && column.Table.Key != column
            ? new SqlCondition.Any([new SqlCondition.IsNull(inside.Value, false), inside])
            : inside;

    // NOT IN is never true beside a NULL.
    private static SelectStatement WithoutNulls(SelectStatement select) =>
        select.Items[0] is SqlExpression.Reference { Column: { IsReference: true, Column.Nullable: true } }
            ? select with { Where = [.. select.Where, new SqlCondition.IsNull(select.Items[0], true)] }
            : select;
}
