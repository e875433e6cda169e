using ChatOps.Database.Checks.RuleFiles.Patterns;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>The pieces of SQL that checks of a rule file need beyond <see cref="IRuleSql"/>, in one engine's words.</summary>
public interface ICheckSql
{
    /// <summary>
    /// A question that an index answers is cheaper by itself than as one more condition in a pass over the rows. So it is in SQLite, which reads
    /// in one thread and without a server's overhead for each statement.
    /// </summary>
    bool PrefersIndexes { get; }

    /// <summary>A pattern is matched by a function of our own session, which another program's session lacks.</summary>
    bool MatchesByItself { get; }

    /// <summary>The type of a column that takes any text.</summary>
    string LongText { get; }

    /// <summary>An aggregate that counts the rows where the condition holds.</summary>
    string CountWhere(string condition);

    /// <summary>What to select to tell one row from another, each with the name of its result column; empty where nothing does.</summary>
    IReadOnlyList<(string Sql, string Name)> Key(Table table);

    /// <summary>Holds where the column's text has a match; false or NULL for NULL.</summary>
    string Matches(Column column, Pattern pattern);

    /// <summary>Why this engine cannot match the pattern safely, or null.</summary>
    string? RefusalOf(Pattern pattern);

    /// <summary>Holds where all columns have values and no row of the other table has the same ones; the table stands in FROM under its own name.</summary>
    string IsMissingIn(Table table, IReadOnlyList<string> columns, Table other, IReadOnlyList<string> otherColumns);

    /// <summary>One value: the population variance of the numbers of the column in the rows where the condition holds.</summary>
    /// <param name="condition">Null for all rows.</param>
    string Variance(Table table, Column column, string? condition);

    /// <summary>One value: the smallest number for which at least that share of all numbers is not larger.</summary>
    /// <param name="at">0 to 1.</param>
    /// <param name="condition">Null for all rows.</param>
    string Quantile(Table table, Column column, double at, string? condition);

    /// <summary>
    /// Holds for every row of one value in 64, chosen by a hash of the value, so that counting different values there estimates them all
    /// (Gibbons, "Distinct sampling", 2001, section 2). Null where the engine has no hash function.
    /// </summary>
    string? InDistinctSample(Column column);

    /// <summary>What a text that somebody wrote mentions and may not, such as a function that reaches beyond the rows; null where it holds nothing of the kind.</summary>
    string? Mention(string sql);

    /// <summary>Looks whether SQL that somebody wrote can do no harm with this session's reader.</summary>
    /// <exception cref="DatabaseException">It could; the message says why, and what to do about it.</exception>
    Task RequireHarmlessReaderAsync(ReaderSession session, CancellationToken cancellationToken);

    /// <summary>The value as a scan of the table reads it (<see cref="IDialect.ScanSql"/>), which is the same for every engine: without padding, for one.</summary>
    string Scanned(Column column);

    /// <summary>The value in a form that every engine sorts alike: numbers by size, texts by their UTF-8 bytes.</summary>
    string Sortable(Column column);
}
