using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables that are named in another number.</summary>
internal sealed class PluralSingularMix : SchemaRule
{
    internal override string Id => "plural-singular-mix";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Nearly all tables are named in the plural (orders) or nearly all in the singular (order), and a few are not. Nobody remembers which. Only names that are plainly English are judged.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var judged = context.Schema.Tables.Select(table => (Table: table, Plural: IsPlural(table.LocalName))).Where(item => item.Plural is not null).ToList();
        var plurals = judged.Count(item => item.Plural == true);
        var usual = plurals >= judged.Count * Majority ? true : judged.Count - plurals >= judged.Count * Majority ? (bool?)false : null;
        return Task.FromResult<IReadOnlyList<Candidate>>(judged.Count < MinimumTables || usual is null ? [] :
        [
            .. from item in judged
               where item.Plural != usual && context.Tables.Contains(item.Table)
               select context.AboutTable(item.Table, $"The table name {item.Table.LocalName} is in the {(usual == true ? "singular" : "plural")}; most others are in the {(usual == true ? "plural" : "singular")}."),
        ]);
    }

    private const int MinimumTables = 5;
    private const double Majority = 0.7;

    /// <summary>Words that are the same in both numbers, mean many in the singular, or end in -s by nature.</summary>
    private static readonly HashSet<string> Neutral = new(
        ("data info information metadata log history inventory stock staff people children men women equipment money news series species status analysis access address business "
        + "process progress class mass bus gas bonus census address lens basis axis canvas campus virus").Split(' '),
        StringComparer.Ordinal);

    private static bool? IsPlural(string name) =>
        NameWords.Of(name) is not [.., var last] words || last.Length < 3 || Neutral.Contains(last) || !char.IsAsciiLetter(last[^1]) ? null
        : EndsInS(last) ? !last.EndsWith("ss", StringComparison.Ordinal) && !last.EndsWith("us", StringComparison.Ordinal) && !last.EndsWith("is", StringComparison.Ordinal) ? true : null
        : words.Any(EndsInS) ? null : false;

    private static bool EndsInS(string word) => word.EndsWith('s');
}
