using System.Globalization;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Patterns;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>What checks of a rule file are made of, in SQLite's words.</summary>
internal sealed class SqliteCheckSql : ICheckSql
{
    public bool PrefersIndexes => true;

    public bool MatchesByItself => true;

    public string LongText => "TEXT";

    public string CountWhere(string condition) => $"COUNT(*) FILTER (WHERE {condition})";

    public IReadOnlyList<(string Sql, string Name)> Key(Table table) => table.PrimaryKey.Count > 0
        ? [.. table.PrimaryKey.Select(column => (SqliteDialect.Quote(column), column))]
        : SqliteRuleSql.RowId(table) is { } rowId ? [(rowId, rowId)] : [];

    /// <summary>The session's own function; see <see cref="SqliteRegexp"/>.</summary>
    public string Matches(Column column, Pattern pattern) => $"CAST({SqliteDialect.Quote(column.Name)} AS TEXT) REGEXP {SqliteDialect.Literal(pattern.Perl)}";

    /// <summary>Matched without backtracking.</summary>
    public string? RefusalOf(Pattern pattern) => null;

    /// <summary>As SQLite compares a reference: see <see cref="SqliteRuleSql.HasNoParent"/>.</summary>
    public string IsMissingIn(Table table, IReadOnlyList<string> columns, Table other, IReadOnlyList<string> otherColumns)
    {
        var present = columns.Select(column => $"{Own(table, column)} IS NOT NULL");
        var equal = columns.Zip(otherColumns, (column, target) => $"p.{SqliteDialect.Quote(target)} = +{Own(table, column)}");
        return $"{string.Join(" AND ", present)} AND NOT EXISTS (SELECT 1 FROM {SqliteDialect.Quote(other.Name)} AS p WHERE {string.Join(" AND ", equal)})";
    }

    /// <summary>In two steps, because the mean of the squares less the square of the mean loses all digits where the mean is large.</summary>
    public string Variance(Table table, Column column, string? condition)
    {
        var (name, from, where) = (SqliteDialect.Quote(column.Name), SqliteDialect.Quote(table.Name), Numbers(column, condition));
        return $"SELECT AVG(({name} - middle.mean) * ({name} - middle.mean)) FROM {from}, (SELECT AVG({name}) AS mean FROM {from} WHERE {where}) AS middle WHERE {where}";
    }

    public string Quantile(Table table, Column column, double at, string? condition)
    {
        var (name, from, where) = (SqliteDialect.Quote(column.Name), SqliteDialect.Quote(table.Name), Numbers(column, condition));
        var share = at.ToString("0.0##############", CultureInfo.InvariantCulture);
        // The rank is the count times the share, rounded up; CAST cuts, and the comparison adds one where that cut something off.
        var rank = $"SELECT MAX(0, CAST(COUNT(*) * {share} AS INTEGER) + (COUNT(*) * {share} > CAST(COUNT(*) * {share} AS INTEGER)) - 1) FROM {from} WHERE {where}";
        return $"SELECT {name} FROM {from} WHERE {where} ORDER BY {name} LIMIT 1 OFFSET ({rank})";
    }

    /// <summary>SQLite has no hash function, so it counts exactly.</summary>
    public string? InDistinctSample(Column column) => null;

    /// <summary>The engine itself asks about every function that a statement calls; see <see cref="SqliteGuard.Authorize"/>.</summary>
    public string? Mention(string sql) => null;

    /// <summary>A file has no users; the session's guard holds for every statement.</summary>
    public Task RequireHarmlessReaderAsync(ReaderSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    public string Scanned(Column column) => SqliteDialect.Quote(column.Name);

    public string Sortable(Column column) => $"{SqliteDialect.Quote(column.Name)} COLLATE BINARY";

    private static string Own(Table table, string column) => $"{SqliteDialect.Quote(table.Name)}.{SqliteDialect.Quote(column)}";

    private static string Numbers(Column column, string? condition)
    {
        var isNumber = $"typeof({SqliteDialect.Quote(column.Name)}) IN ('integer', 'real')";
        return condition is null ? isNumber : $"({condition}) AND {isNumber}";
    }
}
