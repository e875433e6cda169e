using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Texts that are compared by different rules.</summary>
internal sealed class MixedCollations : SchemaRule
{
    internal override string Id => "mixed-collations";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A few text columns have another collation than nearly all others of the schema. Comparing them fails with \"Illegal mix of collations\" or does not use the index; a different character set is worse and a warning. Collations that compare bytes are chosen on purpose and left out.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.MySql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var usual = context.Schema.Tables.SelectMany(table => table.Columns).Where(IsCompared).GroupBy(column => column.Collation!).OrderByDescending(same => same.Count()).FirstOrDefault()?.Key;
        return Task.FromResult<IReadOnlyList<Candidate>>(
        [
            .. from table in context.Tables
               let others = table.Columns.Where(column => IsCompared(column) && column.Collation != usual).ToList()
               where IsFor(context) && others.Count > 0
               select Describe(table, others, usual!, context),
        ]);
    }

    private static bool IsCompared(Column column) => column is { Kind: ColumnKind.Text, Collation: { } own } && own != "binary" && !own.EndsWith("_bin", StringComparison.Ordinal);

    private static Candidate Describe(Table table, List<Column> others, string usual, CheckContext context) => context.AboutColumns(
        table, others, $"{CheckContext.Count(others.Count, "column")} of {table.Name} {(others.Count == 1 ? "has" : "have")} another collation than most of the schema, which has {usual}: {Proofs.Some(others.Select(column => $"{column.Name} ({column.Collation})"))}.") with
    { Severity = others.TrueForAll(column => CharacterSet(column.Collation!) == CharacterSet(usual)) ? Severity.Info : Severity.Warning };

    private static string CharacterSet(string collation) => collation.Split('_')[0];
}
