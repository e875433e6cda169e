using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Binding;

/// <summary>The checks of a file, ready to run.</summary>
/// <param name="NotChecked">What cannot be run, by table.</param>
internal sealed record BoundRules(IReadOnlyDictionary<string, IReadOnlyList<BoundCheck>> ByTable, IReadOnlyList<NotChecked> NotChecked)
{
    internal static BoundRules None { get; } = new(new Dictionary<string, IReadOnlyList<BoundCheck>>(), []);

    /// <summary>What cannot be run and belongs to none of the tables.</summary>
    internal IEnumerable<NotChecked> Elsewhere => NotChecked.Where(item => !ByTable.ContainsKey(item.Table));

    internal IReadOnlyList<BoundCheck> Of(Table table) => ByTable.GetValueOrDefault(table.Name) ?? [];
}

/// <summary>Finds the tables and columns of a file in a database, and has the database itself look at what somebody wrote in SQL.</summary>
internal sealed class RuleBinder
{
    private readonly RuleFile _file;
    private readonly ReaderSession _session;
    private readonly BindingScope _scope;
    private readonly List<NotChecked> _notChecked = [];

    /// <summary>Why this session gets no SQL that somebody wrote; null where it may.</summary>
    private string? _reasonAgainstSql;

    private RuleBinder(RuleFile file, ReaderSession session, BindingScope scope) => (_file, _session, _scope) = (file, session, scope);

    /// <exception cref="RuleFileException">The file names what is not there or writes SQL that the database does not understand; every problem with its place.</exception>
    internal static async Task<BoundRules> BindAsync(
        RuleFile? file, ReaderSession session, Schema schema, ConnectionRegistry? connections, DatabaseAccess access, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return BoundRules.None;
        }

        var others = await OtherDatabases.ReadAsync(file, connections, access, cancellationToken);
        var binder = new RuleBinder(file, session, new BindingScope(schema, session.Dialect, others, now));
        return await binder.BindAsync(others, cancellationToken);
    }

    private async Task<BoundRules> BindAsync(OtherDatabases others, CancellationToken cancellationToken)
    {
        _reasonAgainstSql = await ReasonAgainstSqlAsync(cancellationToken);
        var bound = new Dictionary<string, IReadOnlyList<BoundCheck>>(StringComparer.Ordinal);
        foreach (var rules in _file.Tables)
        {
            if (_scope.FindTable(rules.Name, rules.At) is { } table)
            {
                bound[table.Name] = await BindAsync(rules, table, cancellationToken);
            }
        }

        FindExcused();
        _notChecked.AddRange(others.Failures.Select(failure => new NotChecked("(other connection)", $"Comparisons with '{failure.Connection}': {failure.Reason}")));
        return _scope.Problems.Count == 0 ? new BoundRules(bound, _notChecked) : throw new RuleFileException(_file.Name, _scope.Problems);
    }

    /// <summary>An excuse for a table that is not there is a slip of the pen.</summary>
    private void FindExcused()
    {
        foreach (var excuse in _file.Excuses)
        {
            if (excuse.Table is not null && _scope.FindTable(excuse.Table, excuse.At) is { } table)
            {
                _ = (excuse.Columns ?? []).Select(column => _scope.FindColumn(table, column, excuse.At)).ToList();
            }
        }
    }

    private async Task<IReadOnlyList<BoundCheck>> BindAsync(TableRules rules, Table table, CancellationToken cancellationToken)
    {
        var bound = new List<BoundCheck>();
        var allowed = rules.Checks.Where(check => MayRun(check, rules, table)).ToList();
        if (rules.Where is { } where && (_reasonAgainstSql is not null || !await IsUsableAsync(table, where, cancellationToken)))
        {
            return bound;
        }

        foreach (var check in allowed)
        {
            if (await BindAsync(check, rules.Where, table, cancellationToken) is { } one)
            {
                bound.Add(one);
            }
        }

        await LookAtAsync(table, bound, cancellationToken);
        return bound;
    }

    /// <summary>The database looks at all conditions in one statement; only where that fails is each asked about by itself.</summary>
    private async Task LookAtAsync(Table table, List<BoundCheck> bound, CancellationToken cancellationToken)
    {
        var rows = bound.OfType<RowCheck>().ToList();
        if (rows.Count > 0 && await ProblemAsync(Nothing(table, string.Join(" OR ", rows.Select(check => $"({check.Where})"))), cancellationToken) is not null)
        {
            foreach (var check in rows)
            {
                await AnswersAsync(Nothing(table, check.Where), PlaceOf(check), cancellationToken);
            }
        }

        foreach (var query in bound.OfType<QueryCheck>())
        {
            await AnswersAsync($"{query.Sql} LIMIT 0", PlaceOf(query), cancellationToken);
        }
    }

    private static Place PlaceOf(BoundCheck check) => check.Definition.Argument?.At ?? check.Definition.At;

    /// <summary>Asked once for a file that holds SQL, and before any of it goes to the server.</summary>
    private async Task<string?> ReasonAgainstSqlAsync(CancellationToken cancellationToken)
    {
        if (!_file.Tables.Any(rules => rules.Where is not null || rules.Checks.Any(check => IsSql(check, rules))))
        {
            return null;
        }

        try
        {
            await _scope.Checks.RequireHarmlessReaderAsync(_session, cancellationToken);
            return null;
        }
        catch (DatabaseException problem) when (problem.Problem == DatabaseProblem.NotReadOnly)
        {
            return problem.Message;
        }
    }

    private static bool IsSql(CheckDefinition check, TableRules rules) => (rules.Where ?? check.Where) is not null || check.Kind is "condition" or "holds" or SqlKinds.Sql;

    /// <summary>A reader that may reach beyond the rows gets no SQL that somebody else wrote.</summary>
    private bool MayRun(CheckDefinition check, TableRules rules, Table table)
    {
        if (_reasonAgainstSql is null || !IsSql(check, rules))
        {
            return true;
        }

        _notChecked.Add(new NotChecked(table.Name, $"{check.Id}: it is written in SQL. {_reasonAgainstSql}"));
        return false;
    }

    private async Task<BoundCheck?> BindAsync(CheckDefinition check, Expression? tableWhere, Table table, CancellationToken cancellationToken)
    {
        var column = check.Column is null ? null : _scope.FindColumn(table, check.Column, check.ColumnAt);
        if ((check.Column is not null && column is null) || (check.Where is { } where && !await IsUsableAsync(table, where, cancellationToken)))
        {
            return null;
        }

        var filter = Join(tableWhere?.Sql, check.Where?.Sql);
        var kind = CheckKinds.Find(check.Kind, column is not null)!;
        return kind.Bind(new CheckBinding(_scope, check, table, column, filter));
    }

    private static string? Join(string? left, string? right) => left is null ? right : right is null ? left : $"({left}) AND ({right})";

    private async Task<bool> IsUsableAsync(Table table, Expression where, CancellationToken cancellationToken)
    {
        if (SqlExpression.Refusal(where.Sql, _scope.Checks) is { } refusal)
        {
            _scope.Problem(where.At, refusal);
            return false;
        }

        return await AnswersAsync(Nothing(table, where.Sql), where.At, cancellationToken);
    }

    private string Nothing(Table table, string condition) => $"SELECT 1 AS one FROM {_scope.Sql.Table(table)} WHERE ({condition}) LIMIT 0";

    private async Task<bool> AnswersAsync(string sql, Place at, CancellationToken cancellationToken)
    {
        var problem = await ProblemAsync(sql, cancellationToken);
        if (problem is not null)
        {
            _scope.Problem(at, problem);
        }

        return problem is null;
    }

    /// <summary>What the database says against the statement, or null. It reads no row of it.</summary>
    private async Task<string?> ProblemAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var rows = await _session.QueryAsync(sql, cancellationToken);
            await rows.ReadAsync(cancellationToken);
            return null;
        }
        catch (DatabaseException problem) when (problem.Problem is DatabaseProblem.BadStatement or DatabaseProblem.NotReadOnly)
        {
            return problem.Message;
        }
        catch (DatabaseException problem) when (!problem.IsTransient)
        {
            // A table that may not be read is no slip in the file; the check itself will say that it could not run.
            return null;
        }
    }
}
