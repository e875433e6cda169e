using System.Text.RegularExpressions;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Types that their makers advise against.</summary>
internal sealed class DeprecatedType : StructureRule
{
    internal override string Id => "deprecated-type";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column has a type that the engine's own manual advises against or has deprecated, because it behaves in surprising ways or will be removed.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql, DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        let advice = Advice.FirstOrDefault(advice => advice.Provider == context.Session.Dialect.Provider && advice.Type.IsMatch(column.DeclaredType))
        where advice.Type is not null
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} is {column.DeclaredType}: {advice.Why}.");

    /// <summary>PostgreSQL wiki, "Don't Do This"; MySQL Reference Manual, "Numeric Type Syntax" and "The YEAR Type".</summary>
    private static readonly (DatabaseProvider Provider, Regex Type, string Why)[] Advice =
    [
        (DatabaseProvider.PostgreSql, Pattern(@"^money$"), "its digits depend on a setting of the server; use numeric"),
        (DatabaseProvider.PostgreSql, Pattern(@"^(character|char|bpchar)\((?!1\))\d+\)$"), "values are padded with blanks; use text or varchar"),
        (DatabaseProvider.PostgreSql, Pattern(@"^(time(\(\d\))? with time zone|timetz)"), "an offset without a day says little; use timestamptz"),
        (DatabaseProvider.PostgreSql, Pattern(@"^timestamp(tz)?\(0\)"), "it rounds to the next second, so a moment may lie in the future; use date_trunc"),
        (DatabaseProvider.MySql, Pattern(@"^(float|double)\s*\(\d+\s*,"), "digits of a floating-point type are deprecated; use decimal"),
        (DatabaseProvider.MySql, Pattern(@"zerofill"), "padding with zeros is deprecated and makes the number unsigned"),
        (DatabaseProvider.MySql, Pattern(@"^year\(2\)"), "years of two digits are no longer supported"),
    ];

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
