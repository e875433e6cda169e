using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks;

/// <summary>One kind of problem. A rule nominates; the statement of each candidate then counts exactly, and none found means no finding.</summary>
internal abstract class Rule
{
    /// <summary>Stable, kebab case.</summary>
    internal abstract string Id { get; }

    internal abstract Severity Severity { get; }

    /// <summary>What it means and why it matters, for somebody who asks.</summary>
    internal abstract string Explanation { get; }

    /// <summary>Where it can find anything.</summary>
    internal virtual IReadOnlyList<DatabaseProvider> Engines => Enum.GetValues<DatabaseProvider>();

    protected bool IsFor(CheckContext context) => Engines.Contains(context.Session.Dialect.Provider);
}

/// <summary>A rule that looks at one table's structure.</summary>
internal abstract class StructureRule : Rule
{
    internal abstract IEnumerable<Candidate> Find(Table table, CheckContext context);
}

/// <summary>A rule that looks at one table's rows.</summary>
internal abstract class RowRule : Rule
{
    internal abstract IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context);
}

/// <summary>A rule that asks the database a few short questions about one table, so that no pass over its rows is needed.</summary>
internal abstract class ProbeRule : Rule
{
    internal abstract Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken);
}

/// <summary>A rule that looks at the whole schema.</summary>
internal abstract class SchemaRule : Rule
{
    internal abstract Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken);
}

/// <summary>A possible finding.</summary>
/// <param name="Sql">Returns one row per offending case.</param>
/// <param name="Message">The sentence, given the exact count.</param>
internal sealed record Candidate(string Table, IReadOnlyList<string> Columns, string Sql, Func<long, string> Message)
{
    /// <summary>A query that answers 1 where the candidate is worth counting; null for always.</summary>
    internal string? Guard { get; init; }

    /// <summary>The condition on the rows of <see cref="Table"/> where the finding is about rows, else null.</summary>
    internal string? Where { get; init; }

    /// <summary>Where it differs from the rule's.</summary>
    internal Severity? Severity { get; init; }

    internal string? Fix { get; init; }
}
