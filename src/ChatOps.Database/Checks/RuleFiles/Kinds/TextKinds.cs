using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Patterns;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of texts.</summary>
internal static class TextKinds
{
    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        CheckKinds.Rows("not-blank", binding => binding.Rows(binding.Sql.IsBlank(binding.Column), "is empty or only white space")),
        CheckKinds.Rows("no-padding", binding => binding.Rows(binding.Sql.IsPadded(binding.Column), "begins or ends with white space")),
        CheckKinds.Rows("length", Length),
        CheckKinds.Rows("like", Like),
        CheckKinds.Rows("pattern", MatchesPattern),
        CheckKinds.Rows("type", IsOfType),
    ];

    private static readonly Pattern Integer = Pattern.Parse("^[+-]?[0-9]+$");
    private static readonly Pattern Number = Pattern.Parse(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$");
    private static readonly Pattern Uuid = Pattern.Parse("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$");

    private static RowCheck Length(CheckBinding binding)
    {
        var bounds = Arguments.Bounds(binding.Argument);
        return binding.Rows(bounds.BrokenSql(binding.Sql.Length(binding.Column)), $"has a length that is not {bounds}");
    }

    private static RowCheck Like(CheckBinding binding) =>
        binding.Rows($"{binding.Name} NOT LIKE {binding.Sql.Literal(Arguments.Text(binding.Argument))}", $"is not like {Arguments.Text(binding.Argument)}");

    private static RowCheck? MatchesPattern(CheckBinding binding)
    {
        var at = binding.Argument!.At;
        try
        {
            var pattern = Pattern.Parse(Arguments.Text(binding.Argument));
            if (binding.Checks.RefusalOf(pattern) is { } refusal)
            {
                binding.Problem(at, $"This pattern cannot be used here: {refusal}.");
                return null;
            }

            return Unmatched(binding, pattern, $"does not match {pattern.Text}");
        }
        catch (FormatException error)
        {
            binding.Problem(at, $"This pattern cannot be used: {error.Message}.");
            return null;
        }
    }

    private static RowCheck IsOfType(CheckBinding binding)
    {
        var type = Arguments.Text(binding.Argument);
        return type switch
        {
            "email" => binding.Rows(binding.Sql.IsNoEmail(binding.Column), "is no e-mail address"),
            "date" => binding.Rows($"{binding.Name} IS NOT NULL AND NOT ({binding.Sql.IsIsoDate(binding.Column)})", "is no date"),
            "integer" => Unmatched(binding, Integer, "is no whole number"),
            "number" => Unmatched(binding, Number, "is no number"),
            _ => Unmatched(binding, Uuid, "is no UUID"),
        };
    }

    private static RowCheck Unmatched(CheckBinding binding, Pattern pattern, string says) =>
        binding.Rows($"{binding.Name} IS NOT NULL AND NOT ({binding.Checks.Matches(binding.Column, pattern)})", says) with
        {
            MatchedColumn = binding.Checks.MatchesByItself && binding.Column.Kind == ColumnKind.Text ? binding.Column : null,
        };
}
