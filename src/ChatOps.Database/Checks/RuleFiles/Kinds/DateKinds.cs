using System.Globalization;
using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of dates, whether the engine has a type for them or they are texts.</summary>
internal static class DateKinds
{
    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        CheckKinds.Rows("not-future", NotFuture),
        CheckKinds.Rows("not-before", binding => Compared(binding, "<", 0, "is before")),
        CheckKinds.Rows("not-after", binding => Compared(binding, ">=", 1, "is after")),
        CheckKinds.Measure("freshness", Freshness),
    ];

    private static RowCheck NotFuture(CheckBinding binding)
    {
        var tolerance = binding.Argument is RuleMap map ? Arguments.Duration(map.Find("tolerance")) : TimeSpan.Zero;
        return binding.Rows(binding.Sql.IsLater(binding.Column, binding.Now + tolerance), "lies in the future");
    }

    /// <param name="days">Added to the day: what is after a day begins with the next one.</param>
    private static RowCheck? Compared(CheckBinding binding, string sign, int days, string says)
    {
        var text = Arguments.Text(binding.Argument);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            binding.Problem(binding.Argument!.At, $"'{text}' is no day of the calendar.");
            return null;
        }

        var end = binding.Sql.Literal(binding.Column, day.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return binding.Rows($"{binding.Name} {sign} {end} AND {binding.Sql.IsIsoDate(binding.Column)}", $"{says} {text}", indexable: true);
    }

    private static FreshnessCheck Freshness(CheckBinding binding)
    {
        var value = binding.Filter is null ? $"MAX({binding.Name})" : $"MAX(CASE WHEN {binding.Filter} THEN {binding.Name} END)";
        return new FreshnessCheck(
            binding.Definition, binding.Table, [binding.Column.Name], new Figure(value, false), $"SELECT {value} AS newest FROM {binding.From}",
            Arguments.Duration(binding.Argument), binding.Now, literal => binding.Sql.Literal(binding.Column, literal));
    }
}
