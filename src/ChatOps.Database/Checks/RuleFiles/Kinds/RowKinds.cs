using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of single values.</summary>
internal static class RowKinds
{
    private const int NamedValues = 8;

    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        CheckKinds.Rows("not-null", NotNull),
        CheckKinds.Rows("range", Range),
        CheckKinds.Rows("in", binding => In(binding, isAllowed: true)),
        CheckKinds.Rows("not-in", binding => In(binding, isAllowed: false)),
        new CheckKind("order", false, true, true, Order),
    ];

    /// <summary>An engine that believes its own NOT NULL would not look at all.</summary>
    internal static string IsNull(CheckBinding binding, Column column) =>
        column.Nullable ? $"{binding.Sql.Quote(column.Name)} IS NULL" : binding.Sql.IsReallyNull(column);

    /// <summary>The value is one of these. Texts are compared byte for byte.</summary>
    internal static string IsOneOf(CheckBinding binding, IReadOnlyList<RuleScalar> values) =>
        values.All(value => value.Value is string)
            ? binding.Sql.IsOneOf(binding.Column, values.Select(value => value.Text))
            : $"{binding.Name} IN ({string.Join(", ", values.Select(value => binding.Sql.Literal(binding.Column, value.Value)))})";

    private static RowCheck NotNull(CheckBinding binding) =>
        binding.Rows(IsNull(binding, binding.Column), "has no value", indexable: binding.Column.Nullable);

    private static RowCheck Range(CheckBinding binding)
    {
        var map = (RuleMap)binding.Argument!;
        (string Key, string Broken, string Word)[] ends = [("min", "<", "at least"), ("above", "<=", "above"), ("max", ">", "at most"), ("below", ">=", "below")];
        var given = ends.Where(end => map.Find(end.Key) is not null).Select(end => (end.Broken, end.Word, Value: (RuleScalar)map.Find(end.Key)!)).ToList();
        // One look at the value instead of two; an index, though, is only used for the two ends apart.
        var bad = map is { Entries.Count: 2 } && map.Find("min") is not null && map.Find("max") is not null && !binding.IsIndexed(binding.Column)
            ? $"{binding.Name} NOT BETWEEN {Literal(binding, given[0].Value)} AND {Literal(binding, given[1].Value)}"
            : string.Join(" OR ", given.Select(end => $"{binding.Name} {end.Broken} {Literal(binding, end.Value)}"));
        return binding.Rows(bad, $"is not {string.Join(" and ", given.Select(end => $"{end.Word} {end.Value.Text}"))}", indexable: true);
    }

    private static string Literal(CheckBinding binding, RuleScalar value) => binding.Sql.Literal(binding.Column, value.Value);

    private static RowCheck In(CheckBinding binding, bool isAllowed)
    {
        var values = Arguments.Scalars(binding.Argument);
        var named = string.Join(", ", values.Take(NamedValues).Select(value => value.Text)) + (values.Count > NamedValues ? ", ..." : "");
        var isOne = IsOneOf(binding, values);
        return isAllowed
            ? binding.Rows($"{binding.Name} IS NOT NULL AND NOT ({isOne})", $"is none of {named}")
            : binding.Rows(isOne, $"is one of {named}", indexable: true);
    }

    private static RowCheck? Order(CheckBinding binding)
    {
        var map = binding.Argument as RuleMap;
        var strict = (map?.Find("strict") as RuleScalar)?.Value is true;
        if (binding.FindColumns(binding.Table, Arguments.Scalars(map?.Find("columns") ?? binding.Argument)) is not { } columns)
        {
            return null;
        }

        var pairs = columns.Zip(columns.Skip(1), (left, right) => $"{binding.Sql.Quote(left.Name)} {(strict ? ">=" : ">")} {binding.Sql.Quote(right.Name)}");
        return binding.Rows(columns, string.Join(" OR ", pairs), $"{(columns.Count == 2 ? "are" : "are somewhere")} {(strict ? "not rising" : "falling")}");
    }
}
