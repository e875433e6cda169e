namespace ChatOps.Database.Connections;

/// <summary>What an engine expects of a query before it runs.</summary>
public interface IQueryPlan
{
    /// <summary>The statement that asks for it; null for a statement that has no plan, such as SHOW.</summary>
    string? Explain(string query);

    /// <summary>Why the query should not be run, as a sentence for people; null where nothing speaks against it.</summary>
    /// <param name="plan">The rows of <see cref="Explain"/>.</param>
    string? TooCostly(QueryResult plan);
}
