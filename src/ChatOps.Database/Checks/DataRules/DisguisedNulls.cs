using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Placeholders in the place of NULL.</summary>
internal sealed class DisguisedNulls : RowRule
{
    internal override string Id => "disguised-nulls";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A placeholder such as 'n/a', '?' or 'none' stands where a value or NULL belongs. It is counted, grouped and joined as if it were a value.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns)
        {
            var own = statistics[column.Name];
            var kind = column.Kind;
            if (own.Texts >= MinimumValues && !own.Counts.Overflowed && !kind.IsNumber() && kind != ColumnKind.Date && own.Dates < own.Texts * 0.9)
            {
                var texts = own.Counts.Texts.ToList();
                var found = texts.Select(item => item.Text.Trim().ToLowerInvariant()).Where(text => IsPlaceholder(text, own, texts)).Distinct().Order(StringComparer.Ordinal).ToList();
                if (found.Count > 0)
                {
                    yield return Describe(table, column, found, context);
                }
            }
            else if (own.Counts.Overflowed && own.Placeholders > 0 && own.Placeholders <= own.Texts / 2)
            {
                yield return Describe(table, column, Placeholders.Certain, context);
            }
        }
    }

    private const long MinimumValues = 4;

    /// <summary>Sometimes one answer among a few; a placeholder where the other values are diverse.</summary>
    private static readonly string[] Possible = ["none", "unknown", "na", "nan", "missing", "no data", "not known", "xxx", "x", ".", "..", "empty", "blank", "dummy", "test"];

    private static Candidate Describe(Table table, Column column, IReadOnlyCollection<string> found, CheckContext context)
    {
        var where = context.Sql.IsOneOfFolded(column, found);
        return context.Rows(
            table, [column.Name], where,
            count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is a placeholder" : "are placeholders")} such as 'n/a' or '?' instead of a value or NULL.")
            with
        {
            Fix = column.Nullable && !KeyColumns.IsKey(table, column.Name) ? context.Update(table, column.Name, "NULL", where) : null,
        };
    }

    private static bool IsPlaceholder(string text, ColumnStatistics own, List<(string Text, long Count)> texts)
    {
        var certain = Placeholders.Certain.Contains(text);
        if (!certain && !Possible.Contains(text, StringComparer.Ordinal))
        {
            return false;
        }

        var times = texts.Where(item => item.Text.Trim().Equals(text, StringComparison.OrdinalIgnoreCase)).Sum(item => item.Count);
        return times <= own.Texts * 0.5 && (certain ? texts.Count >= 4 : texts.Count >= 15 && times <= own.Texts * 0.2);
    }
}
