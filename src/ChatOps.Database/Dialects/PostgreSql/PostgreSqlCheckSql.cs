using System.Globalization;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Patterns;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What checks of a rule file are made of, in PostgreSQL's words.</summary>
internal sealed class PostgreSqlCheckSql : ICheckSql
{
    private const string OneIn64 = "& 63) = 0";
    private readonly PostgreSqlRuleSql _rules;

    internal PostgreSqlCheckSql(PostgreSqlRuleSql rules) => _rules = rules;

    public bool PrefersIndexes => false;

    public bool MatchesByItself => false;

    public string LongText => "text";

    public string CountWhere(string condition) => $"COUNT(*) FILTER (WHERE {condition})";

    public IReadOnlyList<(string Sql, string Name)> Key(Table table) => table.PrimaryKey.Count > 0
        ? [.. table.PrimaryKey.Select(column => (PostgreSqlDialect.Quote(column), column))]
        : [.. _rules.KeyOf(table).Select(part => (part, part))];

    public string Matches(Column column, Pattern pattern) => $"{_rules.Text(column)} ~ {PostgreSqlDialect.Literal(pattern.PostgreSql)}";

    /// <summary>The server's matcher does not try every way.</summary>
    public string? RefusalOf(Pattern pattern) => null;

    public string IsMissingIn(Table table, IReadOnlyList<string> columns, Table other, IReadOnlyList<string> otherColumns)
    {
        var present = columns.Select(column => $"{Own(table, column)} IS NOT NULL");
        var equal = columns.Zip(otherColumns, (column, target) => $"p.{PostgreSqlDialect.Quote(target)} = {Own(table, column)}");
        return $"{string.Join(" AND ", present)} AND NOT EXISTS (SELECT 1 FROM {_rules.Table(other)} AS p WHERE {string.Join(" AND ", equal)})";
    }

    public string Variance(Table table, Column column, string? condition) =>
        $"SELECT VAR_POP({PostgreSqlDialect.Quote(column.Name)}) FROM {_rules.Table(table)}{Where(condition)}";

    public string Quantile(Table table, Column column, double at, string? condition) =>
        $"SELECT percentile_disc({at.ToString("R", CultureInfo.InvariantCulture)}) WITHIN GROUP (ORDER BY {PostgreSqlDialect.Quote(column.Name)}) FROM {_rules.Table(table)}{Where(condition)}";

    public string? InDistinctSample(Column column) => $"(hashtext({PostgreSqlDialect.Quote(column.Name)}::text) {OneIn64}";

    public string? Mention(string sql) => PostgreSqlGuard.Mention(sql);

    public Task RequireHarmlessReaderAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        PostgreSqlGuard.RequireHarmlessReader(session.Rights, session.Connection.Name);
        return PostgreSqlGuard.RequireNoOutwardFunctionsAsync(session, cancellationToken);
    }

    public string Scanned(Column column) => PostgreSqlTypes.Scanned(column);

    public string Sortable(Column column) => column.Kind is ColumnKind.Text or ColumnKind.Any ? $"{PostgreSqlDialect.Quote(column.Name)}::text COLLATE \"C\"" : PostgreSqlDialect.Quote(column.Name);

    private string Own(Table table, string column) => $"{_rules.Table(table)}.{PostgreSqlDialect.Quote(column)}";

    private static string Where(string? condition) => condition is null ? "" : $" WHERE {condition}";
}
