using System.Globalization;
using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of figures about a whole table or column.</summary>
internal static class MeasureKinds
{
    internal const string DistinctCount = "distinct-count";

    /// <summary>One value in so many is in the sample that an approximate count looks at.</summary>
    private const int DistinctSampling = 64;

    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        new CheckKind("row-count", false, false, true, RowCount),
        CheckKinds.Measure("mean", binding => Numbers(binding, "AVG", "mean")),
        CheckKinds.Measure("sum", binding => Numbers(binding, "SUM", "sum")),
        CheckKinds.Measure("smallest", binding => Numbers(binding, "MIN", "smallest value")),
        CheckKinds.Measure("largest", binding => Numbers(binding, "MAX", "largest value")),
        CheckKinds.Measure("stddev", StandardDeviation),
        CheckKinds.Measure("quantile", Quantile),
        CheckKinds.Measure("null-rate", NullRate),
        CheckKinds.Measure(DistinctCount, Distinct),
        CheckKinds.Measure("share", Share),
    ];

    private static MeasureCheck RowCount(CheckBinding binding) => binding.Measure(
        binding.Filter is null ? Figure.Rows.Sql : binding.Checks.CountWhere(binding.Filter), Arguments.Bounds(binding.Argument),
        $"The number of rows of {binding.Table.Name}{(binding.Filter is null ? "" : " that are looked at")}");

    private static MeasureCheck? Numbers(CheckBinding binding, string function, string noun) => HasNumbers(binding)
        ? binding.Measure(
            $"{function}(CASE WHEN {binding.InFilter($"{binding.Sql.IsNumber(binding.Column)} OR {binding.Sql.IsNotFinite(binding.Column)}")} THEN {binding.Name} END)", Arguments.Bounds(binding.Argument), What(binding, noun)) with
        { IsOfValues = true }
        : null;

    private static MeasureCheck? StandardDeviation(CheckBinding binding) => HasNumbers(binding)
        ? binding.MeasureAlone(
            binding.Checks.Variance(binding.Table, binding.Column, binding.Filter), Arguments.Bounds(binding.Argument), What(binding, "standard deviation")) with
        { IsSquare = true, IsOfValues = true }
        : null;

    private static MeasureCheck? Quantile(CheckBinding binding)
    {
        var at = Arguments.Number(((RuleMap)binding.Argument!).Find("at"))!.Value;
        return HasNumbers(binding)
            ? binding.MeasureAlone(
                binding.Checks.Quantile(binding.Table, binding.Column, at, binding.Filter), Arguments.Bounds(binding.Argument),
                What(binding, string.Create(CultureInfo.InvariantCulture, $"{at:0.####} quantile"))) with
            { IsOfValues = true }
            : null;
    }

    private static MeasureCheck NullRate(CheckBinding binding) =>
        Rate(binding, RowKinds.IsNull(binding, binding.Column), What(binding, "share of missing values"));

    private static MeasureCheck Share(CheckBinding binding)
    {
        var values = Arguments.Scalars(((RuleMap)binding.Argument!).Find("of"));
        return Rate(binding, RowKinds.IsOneOf(binding, values), $"The share of {string.Join(", ", values.Select(value => value.Text))} in {binding.Table.Name}.{binding.Column.Name}");
    }

    private static MeasureCheck Rate(CheckBinding binding, string condition, string what)
    {
        var rows = binding.Filter is null ? Figure.Rows.Sql : binding.Checks.CountWhere(binding.Filter);
        return binding.Measure($"{binding.Checks.CountWhere(binding.InFilter(condition))} * 1.0 / NULLIF({rows}, 0)", Arguments.Bounds(binding.Argument), what);
    }

    private static MeasureCheck Distinct(CheckBinding binding)
    {
        var present = binding.InFilter($"{binding.Name} IS NOT NULL");
        var sample = binding.Definition.Approximate ? binding.Checks.InDistinctSample(binding.Column) : null;
        var count = $"SELECT COUNT(*){(sample is null ? "" : $" * {DistinctSampling}")} FROM (SELECT DISTINCT {binding.Name} AS value FROM {binding.From} WHERE {present}{(sample is null ? "" : $" AND {sample}")}) AS different";
        return binding.MeasureAlone(count, Arguments.Bounds(binding.Argument), What(binding, "number of different values")) with { IsApproximate = sample is not null };
    }

    private static string What(CheckBinding binding, string noun) => $"The {noun} of {binding.Table.Name}.{binding.Column.Name}";

    /// <summary>SQLite may hold numbers anywhere; elsewhere the declaration decides.</summary>
    private static bool HasNumbers(CheckBinding binding)
    {
        if (!binding.Sql.StoresOnlyDeclaredTypes || binding.Column.Kind.IsNumber())
        {
            return true;
        }

        binding.Problem(binding.Definition.At, $"'{binding.Definition.Kind}' needs numbers; {binding.Table.Name}.{binding.Column.Name} is {binding.Column.DeclaredType}.");
        return false;
    }
}
