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
        new ForeignKeyCycle(), new TableDependencyCycle(), new RequiredReferenceCycle(), new OrphanedRows(), new HalfNullReference(), new ForeignKeyWithoutIndex(),
        new ForeignKeyTypeMismatch(), new ForeignKeyNarrower(), new ForeignKeyCollationMismatch(), new ForeignKeyToMissingTable(), new ForeignKeyToNonUnique(),
        new ForeignKeyToSeveralTables(), new DuplicateForeignKey(), new ReferenceToItself(), new CompositeKeyOrder(), new CascadeHazard(), new SetDefaultWithoutDefault(),
        new UndeclaredReference(), new PolymorphicReference(), new IsolatedTable(),
        new UnvalidatedConstraint(), new DisabledForeignKey(), new DisabledTrigger(), new TriggerCycle(),
        new MissingPrimaryKey(), new NullablePrimaryKey(), new NullableUnique(), new RedundantUnique(), new FloatingPointKey(), new KeyExhaustion(), new SequenceExhaustion(),
        new DuplicateIndex(), new RedundantIndex(), new UnusedIndex(), new InvalidIndex(), new LowSelectivityIndex(), new ManyIndexes(),
        new SameNameDifferentTypes(), new SameNameDifferentSizes(), new ReservedWordName(), new NamingDrift(), new PluralSingularMix(), new NameNeedsQuoting(),
        new IdentifierTooLong(), new NamesDifferOnlyInCase(),
        new MoneyInFloatingPoint(), new MoneyWithoutCents(), new TimestampWithoutZone(), new CodeAsNumber(), new DeprecatedType(), new StoredTypeMismatch(),
        new InvalidDefault(), new DefaultInUniqueColumn(), new OverWideColumn(), new NumberAsText(), new BooleanAsText(), new DateAsText(), new UuidAsText(), new JsonAsText(),
        new ListInColumn(), new RepeatingColumns(), new EntityAttributeValue(), new WideTable(), new ReadablePassword(),
        new MixedCollations(), new IncompleteUtf8(), new NonTransactionalTable(),
        new EmptyTable(), new SingleValueColumn(), new InvalidView(), new ViewSelectsStar(),
    ];

    internal static readonly IReadOnlyList<Rule> DataRules =
    [
        new ViolatedCheck(), new NotNullViolations(), new BlankValues(), new PaddedValues(), new DisguisedNulls(), new DuplicateRows(), new DuplicateKeys(),
        new NearUniqueDuplicates(), new NegativeValues(), new OutOfRange(), new NumericOutliers(), new DateOrder(), new InvalidDates(), new FutureDates(),
        new MixedDateFormats(), new CaseVariants(), new MixedTypes(), new InvalidEmails(), new ControlCharacters(), new InvalidUtf8(), new HighNullRate(),
        new NonFiniteNumbers(), new UndeclaredReferenceOrphans(),
    ];

    /// <summary>In the order of their ids.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        .. SchemaRules.Concat(DataRules).Select(rule => new RuleDescription(rule.Id, rule.Severity, rule.Explanation)).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static RuleDescription? Find(string id) => All.FirstOrDefault(rule => rule.Id.Equals(id.Trim(), StringComparison.OrdinalIgnoreCase));
}
