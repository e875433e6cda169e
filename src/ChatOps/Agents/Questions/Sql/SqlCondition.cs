namespace ChatOps.Agents.Questions.Sql;

/// <summary>A condition of a SELECT.</summary>
internal abstract record SqlCondition
{
    private SqlCondition()
    {
    }

    /// <param name="Operator">One of = &lt;&gt; &lt; &lt;= &gt; &gt;=.</param>
    public sealed record Compare(SqlExpression Left, string Operator, SqlExpression Right) : SqlCondition;

    /// <summary>The text fits a pattern, whatever its case.</summary>
    public sealed record Like(SqlExpression Value, string Pattern, bool Negated) : SqlCondition;

    public sealed record Between(SqlExpression Value, SqlExpression Low, SqlExpression High) : SqlCondition;

    public sealed record IsNull(SqlExpression Value, bool Negated) : SqlCondition;

    public sealed record In(SqlExpression Value, SelectStatement Select, bool Negated) : SqlCondition;

    public sealed record All(IReadOnlyList<SqlCondition> Parts) : SqlCondition;

    public sealed record Any(IReadOnlyList<SqlCondition> Parts) : SqlCondition;

    public sealed record Not(SqlCondition Inner) : SqlCondition;
}
