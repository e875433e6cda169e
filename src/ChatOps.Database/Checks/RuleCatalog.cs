using ChatOps.Database.Checks.DataRules;
using ChatOps.Database.Checks.SchemaRules;

namespace ChatOps.Database.Checks;

/// <summary>A rule as it is explained to people.</summary>
/// <param name="Severity">The usual one; a finding may be milder or worse and says so.</param>
public sealed record RuleDescription(string Id, Severity Severity, string Explanation);

/// <summary>Every rule there is.</summary>
public static class RuleCatalog
{
    internal static readonly IReadOnlyList<Rule> SchemaRules =
    [
        new ForeignKeyCycle(), new OrphanedRows(), new ForeignKeyWithoutIndex(), new ForeignKeyTypeMismatch(), new ForeignKeyToMissingTable(),
        new ForeignKeyToNonUnique(), new MissingPrimaryKey(), new DuplicateIndex(), new RedundantIndex(), new NullableUnique(), new NullablePrimaryKey(),
        new SameNameDifferentTypes(), new ReservedWordName(), new MoneyInFloatingPoint(), new StoredTypeMismatch(), new EmptyTable(), new SingleValueColumn(),
        new InvalidView(), new CascadeHazard(),
    ];

    internal static readonly IReadOnlyList<Rule> DataRules =
    [
        new ViolatedCheck(), new NotNullViolations(), new BlankValues(), new PaddedValues(), new DisguisedNulls(), new DuplicateRows(), new DuplicateKeys(),
        new NearUniqueDuplicates(), new NegativeValues(), new OutOfRange(), new NumericOutliers(), new DateOrder(), new InvalidDates(), new FutureDates(),
        new MixedDateFormats(), new CaseVariants(), new MixedTypes(), new InvalidEmails(), new ControlCharacters(), new InvalidUtf8(), new HighNullRate(),
        new UndeclaredReferenceOrphans(),
    ];

    /// <summary>In the order of their ids.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        .. SchemaRules.Concat(DataRules).Select(rule => new RuleDescription(rule.Id, rule.Severity, rule.Explanation)).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static RuleDescription? Find(string id) => All.FirstOrDefault(rule => rule.Id.Equals(id.Trim(), StringComparison.OrdinalIgnoreCase));
}
