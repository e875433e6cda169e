using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Spellings that differ only by case.</summary>
internal sealed class CaseVariants : RowRule
{
    internal override string Id => "case-variants";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "The same text occurs in different upper and lower case, such as 'mexico' and 'Mexico', or a few values are in lower case where all others are capitalised. They are grouped and compared as different values, if not here then in the next database.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !IgnoresCaseOnPurpose(table, column) && !KeyColumns.IsKey(table, column.Name)))
        {
            var own = statistics[column.Name];
            if (!own.Counts.Overflowed && own.Texts >= MinimumValues && IsCategory(own))
            {
                var texts = own.Counts.Texts.ToList();
                var odd = Minorities(texts).Union(NotCapitalised(texts, own.Texts)).Order(StringComparer.Ordinal).ToList();
                if (odd.Count is > 0 and <= MaximumVariants)
                {
                    yield return context.Rows(
                        table, [column.Name], $"{context.Sql.IsText(column)} AND {context.Sql.IsOneOf(column, odd)}",
                        count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "differs" : "differ")} from the usual spelling only by upper and lower case, such as '{odd[0]}'.");
                }
            }
        }
    }

    /// <summary>Declared for this column. A whole table that ignores case is MySQL's default, and the next database will not.</summary>
    private static bool IgnoresCaseOnPurpose(Table table, Column column) => column.IgnoresCase && (column.Collation is null || column.Collation != table.Collation);

    private const long MinimumValues = 10;
    private const int MaximumVariants = 500;

    /// <summary>Values repeat, so that equal ones are meant to be equal; and they are names, not sentences.</summary>
    private static bool IsCategory(ColumnStatistics own) => own.Counts.Distinct <= own.Texts * 0.95 && own.MaxLength <= 80;

    /// <summary>All but the most frequent spelling of each group that differs by case alone.</summary>
    private static IEnumerable<string> Minorities(List<(string Text, long Count)> texts) =>
        from item in texts
        where item.Text.Trim().Length > 1
        group item by item.Text.Trim().ToLowerInvariant() into spellings
        let usual = spellings.GroupBy(item => item.Text.Trim()).OrderByDescending(same => same.Sum(item => item.Count)).ThenByDescending(same => same.Key.Count(char.IsUpper) == 1).ThenBy(same => same.Key, StringComparer.Ordinal).First().Key
        from item in spellings
        where item.Text.Trim() != usual
        select item.Text;

    /// <summary>Words all in lower case where at least 90 % of the rows begin with a capital.</summary>
    private static IEnumerable<string> NotCapitalised(List<(string Text, long Count)> texts, long total)
    {
        var capitalised = texts.Where(item => item.Text.TrimStart() is [var first, ..] && char.IsUpper(first)).Sum(item => item.Count);
        return capitalised < total * 0.9 ? [] : texts.Where(item => IsLowerWord(item.Text.Trim())).Select(item => item.Text);
    }

    private static bool IsLowerWord(string text) => text.Length >= 3 && text.All(letter => char.IsLower(letter) || letter is ' ' or '-') && char.IsLower(text[0]);
}
