using System.Globalization;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Patterns;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What checks of a rule file are made of, in MariaDB's words.</summary>
internal sealed class MySqlCheckSql : ICheckSql
{
    private const string OneIn64 = "& 63) = 0";
    private readonly MySqlRuleSql _rules;

    internal MySqlCheckSql(MySqlRuleSql rules) => _rules = rules;

    public bool PrefersIndexes => false;

    public bool MatchesByItself => false;

    public string LongText => "LONGTEXT CHARACTER SET utf8mb4";

    /// <summary>There is no FILTER.</summary>
    public string CountWhere(string condition) => $"COUNT(CASE WHEN {condition} THEN 1 END)";

    public IReadOnlyList<(string Sql, string Name)> Key(Table table) => [.. table.PrimaryKey.Select(column => (MySqlDialect.Quote(column), column))];

    /// <summary>PCRE: case counts whatever the collation says.</summary>
    public string Matches(Column column, Pattern pattern) => $"{MySqlRuleSql.Text(column)} REGEXP {MySqlDialect.Literal($"(?-i){pattern.Perl}")}";

    /// <summary>PCRE tries every way and gives up after a limit, silently, so what it says about such a pattern is not exact.</summary>
    public string? RefusalOf(Pattern pattern) => pattern.MayExplode
        ? "it repeats, without a limit, something that repeats or has alternatives itself, which this engine may give up on; write the repetition once, such as a+ for (a+)+"
        : null;

    public string IsMissingIn(Table table, IReadOnlyList<string> columns, Table other, IReadOnlyList<string> otherColumns)
    {
        var present = columns.Select(column => $"{Own(table, column)} IS NOT NULL");
        var equal = columns.Zip(otherColumns, (column, target) => $"p.{MySqlDialect.Quote(target)} = {Own(table, column)}");
        return $"{string.Join(" AND ", present)} AND NOT EXISTS (SELECT 1 FROM {_rules.Table(other)} AS p WHERE {string.Join(" AND ", equal)})";
    }

    public string Variance(Table table, Column column, string? condition) => $"SELECT VAR_POP({MySqlDialect.Quote(column.Name)}) FROM {_rules.Table(table)}{Where(condition)}";

    /// <summary>MariaDB knows it as a window function only. NULLs would sort first and count.</summary>
    public string Quantile(Table table, Column column, double at, string? condition)
    {
        var name = MySqlDialect.Quote(column.Name);
        var isThere = $"{name} IS NOT NULL";
        return $"SELECT DISTINCT PERCENTILE_DISC({at.ToString("R", CultureInfo.InvariantCulture)}) WITHIN GROUP (ORDER BY {name}) OVER () FROM {_rules.Table(table)} WHERE {(condition is null ? isThere : $"({condition}) AND {isThere}")}";
    }

    public string? InDistinctSample(Column column) => $"(CRC32({MySqlDialect.Quote(column.Name)}) {OneIn64}";

    public string? Mention(string sql) => MySqlGuard.Mention(sql);

    public Task RequireHarmlessReaderAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        MySqlGuard.RequireHarmlessReader(session.Rights, session.Connection.Name);
        return Task.CompletedTask;
    }

    public string Scanned(Column column) => MySqlTypes.Scanned(column);

    public string Sortable(Column column) => _rules.Exact(column);

    private string Own(Table table, string column) => $"{_rules.Table(table)}.{MySqlDialect.Quote(column)}";

    private static string Where(string? condition) => condition is null ? "" : $" WHERE {condition}";
}
