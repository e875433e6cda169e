namespace ChatOps.Database.Migration.Translation;

/// <summary>A query: one SELECT, or several that are put together.</summary>
/// <param name="Parts">Each with the word before it: null, <c>UNION</c> or <c>UNION ALL</c>.</param>
internal sealed record SqlQuery(IReadOnlyList<(string? Word, SqlSelect Select)> Parts, IReadOnlyList<(SqlNode Node, bool Descending)> Order);

internal sealed record SqlSelect(bool Distinct, IReadOnlyList<SqlItem> Items, SqlSource From, SqlNode? Where, IReadOnlyList<SqlNode> Groups, SqlNode? Having);

/// <summary>One result column.</summary>
/// <param name="Text">As it is written, which is its name in SQLite where it has no other.</param>
internal sealed record SqlItem(SqlNode Node, string? Alias, string Text);

/// <summary>Where rows come from.</summary>
internal abstract record SqlSource;

internal sealed record SqlTable(string Name, string? Alias) : SqlSource;

internal sealed record SqlDerived(SqlQuery Query, string Alias) : SqlSource;

/// <param name="Word"><c>JOIN</c>, <c>LEFT JOIN</c> or <c>CROSS JOIN</c>.</param>
internal sealed record SqlJoin(string Word, SqlSource Left, SqlSource Right, SqlNode? On) : SqlSource;
