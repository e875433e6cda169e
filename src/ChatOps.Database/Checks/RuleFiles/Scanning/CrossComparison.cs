using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>Compares a table with one of another connection. Nothing of the other database can stand in this one's SQL, so its figures stand there as values.</summary>
internal sealed class CrossComparison
{
    private readonly CheckContext _context;
    private readonly DatabaseAccess _access;

    internal CrossComparison(CheckContext context, DatabaseAccess access) => (_context, _access) = (context, access);

    internal async Task<Finding?> RunAsync(CrossCheck check, CancellationToken cancellationToken)
    {
        await using var other = await OtherSession.OpenAsync(_access, check.Other, cancellationToken);
        return check.Compare == MatchKinds.Keys ? await CompareKeysAsync(check, other, cancellationToken) : await CompareFiguresAsync(check, other, cancellationToken);
    }

    private async Task<Finding?> CompareFiguresAsync(CrossCheck check, ReaderSession other, CancellationToken cancellationToken)
    {
        var own = Figure(check.Columns, _context.Sql) + $" FROM {_context.Sql.Table(check.Table)}{(check.Filter is null ? "" : $" WHERE {check.Filter}")}";
        var here = await _context.Session.ScalarAsync($"SELECT {own}", cancellationToken);
        var there = await other.ScalarAsync($"SELECT {Figure(check.OtherColumns, other.Dialect.RuleSql)} FROM {other.Dialect.RuleSql.Table(check.OtherTable)}", cancellationToken);
        if (FigureDifference.Of(here, there, check.Tolerance) is not { } difference)
        {
            return null;
        }

        var (noun, quote) = check.Compare == MatchKinds.Sum ? ($"sum of {check.Columns[0]}", "'") : ("number of rows", "");
        var found = check.Found(
            1, $"SELECT measured FROM (SELECT {own}) AS figures WHERE {difference.BrokenSql}",
            $"The {noun} of {check.Table.Name} is {quote}{difference.Here}{quote}; in {Place(check)} it is {quote}{difference.There}{quote}.",
            [new Dictionary<string, object?> { ["measured"] = here }]);
        return found with { Derived = check.Compare == MatchKinds.Sum ? ["measured"] : null };
    }

    private static string Figure(IReadOnlyList<string> columns, IRuleSql sql) =>
        columns.Count == 0 ? "COUNT(*) AS measured" : $"COALESCE(SUM({sql.Quote(columns[0])}), 0) AS measured";

    private async Task<Finding?> CompareKeysAsync(CrossCheck check, ReaderSession other, CancellationToken cancellationToken)
    {
        await using var here = await KeyStream.OpenAsync(_context.Session, check.Table, check.Columns, check.Filter, cancellationToken);
        await using var there = await KeyStream.OpenAsync(other, check.OtherTable, check.OtherColumns, null, cancellationToken);
        var difference = new KeyDifference();
        await Task.Run(() => difference.ReadAsync(here, there, cancellationToken), cancellationToken);
        if (difference.Total == 0)
        {
            return null;
        }

        var message = FormattableString.Invariant(
            $"{CheckContext.Count(difference.OnlyHere, "key")} of {check.Table.Name} {(difference.OnlyHere == 1 ? "is" : "are")} not in {Place(check)}, and {difference.OnlyThere:N0} of {check.OtherTable.Name} {(difference.OnlyThere == 1 ? "is" : "are")} not here.");
        var cases = difference.IsComplete ? difference.Total : 1;
        return check.Found(cases, SqlOf(check, difference), message, difference.IsComplete ? [.. difference.Kept.Select(item => SampleOf(check, item))] : [CountsOf(difference)]);
    }

    private static string Place(CrossCheck check) => $"{check.Other.Name}.{check.OtherTable.Name}";

    private static Dictionary<string, object?> CountsOf(KeyDifference difference) =>
        new(StringComparer.Ordinal) { ["only_here"] = difference.OnlyHere, ["only_there"] = difference.OnlyThere };

    private static Dictionary<string, object?> SampleOf(CrossCheck check, (bool IsHere, object?[] Key) item)
    {
        var sample = new Dictionary<string, object?>(StringComparer.Ordinal) { ["only_in"] = item.IsHere ? check.Table.Name : Place(check) };
        for (var index = 0; index < check.Columns.Count; index++)
        {
            sample[check.Columns[index]] = item.Key[index];
        }

        return sample;
    }

    /// <summary>The keys themselves where they are few enough for a statement, else one row with both counts.</summary>
    private string SqlOf(CrossCheck check, KeyDifference difference)
    {
        if (!difference.IsComplete)
        {
            return FormattableString.Invariant($"SELECT {difference.OnlyHere} AS only_here, {difference.OnlyThere} AS only_there");
        }

        var rows = difference.Kept.Select(item => $"({_context.Sql.Literal(item.IsHere ? check.Table.Name : Place(check))}, {string.Join(", ", item.Key.Select(_context.Sql.Literal))})");
        return $"WITH difference(only_in, {string.Join(", ", check.Columns.Select(_context.Sql.Quote))}) AS (VALUES {string.Join(", ", rows)}) SELECT * FROM difference";
    }
}
