using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>SQLite tells in which order it will read and through which indexes, but no figure; its time limit is what ends a query that is too large.</summary>
internal sealed class SqliteQuerySql : IQuerySql
{
    public string? Explain(string query) => QueryWords.HasPlan(FirstWord.Of(query, commentsNest: false)) ? $"EXPLAIN QUERY PLAN {query}" : null;

    public string? TooCostly(QueryResult plan) => null;

    public string Span(string moment, CalendarSpan span) => span switch
    {
        CalendarSpan.Year => $"strftime('%Y', {moment})",
        CalendarSpan.Quarter => $"strftime('%Y', {moment}) || '-Q' || ((strftime('%m', {moment}) + 2) / 3)",
        CalendarSpan.Month => $"strftime('%Y-%m', {moment})",
        _ => $"strftime('%Y-%m-%d', {moment})",
    };

    public string AsNumber(string text) => $"CAST({text} AS REAL)";
}
