namespace ChatOps.Database.Connections;

/// <summary>What queries are made of where engines differ, and what an engine expects of one before it runs.</summary>
public interface IQuerySql
{
    /// <summary>The statement that asks for it; null for a statement that has no plan, such as SHOW.</summary>
    string? Explain(string query);

    /// <summary>Why the query should not be run, as a sentence for people; null where nothing speaks against it.</summary>
    /// <param name="plan">The rows of <see cref="Explain"/>.</param>
    string? TooCostly(QueryResult plan);

    /// <summary>A text as the number that it is.</summary>
    /// <param name="text">An expression in SQL.</param>
    string AsNumber(string text);

    /// <summary>The span of the calendar that a day or a moment lies in, as a text that sorts: 2023, 2023-Q1, 2023-04, 2023-04-30.</summary>
    /// <param name="moment">An expression in SQL.</param>
    string Span(string moment, CalendarSpan span);

    /// <summary>A text fits a pattern of LIKE, whatever its case.</summary>
    /// <param name="text">An expression in SQL.</param>
    /// <param name="pattern">A literal in SQL.</param>
    string Like(string text, string pattern, bool negated) => $"{text} {(negated ? "NOT " : "")}LIKE {pattern}";
}
