using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks in SQL that somebody wrote. It stands in parentheses of ours, in a session that can only read.</summary>
internal static class SqlKinds
{
    internal const string Sql = "sql";

    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        CheckKinds.Rows("condition", binding => Condition(binding)),
        CheckKinds.Rows("holds", binding => Holds(binding)),
        new CheckKind("condition", false, true, true, Condition),
        new CheckKind("holds", false, true, true, Holds),
        new CheckKind(Sql, false, true, false, Query),
    ];

    private static RowCheck? Condition(CheckBinding binding) => Expression(binding) is { } sql ? Rows(binding, $"({sql})", $"breaks the rule: {sql}") : null;

    /// <summary>As a CHECK constraint does, it lets pass what is neither true nor false.</summary>
    private static RowCheck? Holds(CheckBinding binding) => Expression(binding) is { } sql ? Rows(binding, $"NOT ({sql})", $"does not keep: {sql}") : null;

    private static RowCheck Rows(CheckBinding binding, string bad, string says) =>
        binding.Definition.Column is null ? binding.Rows([], bad, says) : binding.Rows(bad, says);

    private static QueryCheck? Query(CheckBinding binding)
    {
        var sql = Arguments.Text(binding.Argument).Trim().TrimEnd(';').TrimEnd();
        if (SqlExpression.QueryRefusal(sql, binding.Checks) is not { } refusal)
        {
            return new QueryCheck(binding.Definition, binding.Table, [], $"SELECT * FROM ({sql}) AS failing", $"its query {binding.Definition.Id} returns rows");
        }

        binding.Problem(binding.Argument!.At, refusal);
        return null;
    }

    private static string? Expression(CheckBinding binding)
    {
        var sql = Arguments.Text(binding.Argument).Trim();
        if (SqlExpression.Refusal(sql, binding.Checks) is not { } refusal)
        {
            return sql;
        }

        binding.Problem(binding.Argument!.At, refusal);
        return null;
    }
}
