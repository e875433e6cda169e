using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Texts that are compared by different rules.</summary>
internal sealed class MixedCollations : SchemaRule
{
    internal override string Id => "mixed-collations";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Tables or columns of one schema have different collations. Comparing them fails with \"Illegal mix of collations\" or does not use the index; a different character set is worse and a warning.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.MySql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var usual = context.Schema.Tables.Select(table => table.Collation).OfType<string>().GroupBy(name => name).OrderByDescending(same => same.Count()).FirstOrDefault()?.Key;
        return Task.FromResult<IReadOnlyList<Candidate>>(usual is null ? [] : [.. Tables(context, usual), .. context.Tables.SelectMany(table => Columns(table, context))]);
    }

    private static IEnumerable<Candidate> Tables(CheckContext context, string usual) =>
        from table in context.Tables
        where table.Collation is not null && table.Collation != usual
        select context.AboutTable(table, $"{table.Name} has the collation {table.Collation}; most tables have {usual}.") with
        { Severity = CharacterSet(table.Collation!) == CharacterSet(usual) ? Severity.Info : Severity.Warning };

    /// <summary>Collations that compare bytes are chosen on purpose, for codes and hashes.</summary>
    private static IEnumerable<Candidate> Columns(Table table, CheckContext context)
    {
        var others = table.Columns.Where(column => column.Collation is { } own && table.Collation is not null && own != table.Collation && own != "binary" && !own.EndsWith("_bin", StringComparison.Ordinal)).ToList();
        return others.Count == 0 ? [] :
        [
            context.AboutColumns(table, others, $"{CheckContext.Count(others.Count, "column")} of {table.Name} {(others.Count == 1 ? "has" : "have")} another collation than the table's {table.Collation}: {Proofs.Some(others.Select(column => $"{column.Name} ({column.Collation})"))}.") with
            { Severity = others.TrueForAll(column => CharacterSet(column.Collation!) == CharacterSet(table.Collation!)) ? Severity.Info : Severity.Warning },
        ];
    }

    private static string CharacterSet(string collation) => collation.Split('_')[0];
}
