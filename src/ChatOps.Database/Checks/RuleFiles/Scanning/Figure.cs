namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A value that a check needs from the database; two checks that need the same one share it.</summary>
/// <param name="Sql">An aggregate over the table's rows, or a whole statement that gives one value.</param>
/// <param name="IsStatement">It is asked by itself; else it is one column of the pass that serves all checks of the table.</param>
internal sealed record Figure(string Sql, bool IsStatement)
{
    /// <summary>How many rows the table has.</summary>
    internal static Figure Rows { get; } = new("COUNT(*)", false);

    /// <summary>The statement that gives this value alone.</summary>
    internal string Statement(string from) => IsStatement ? Sql : $"SELECT {Sql} AS figure FROM {from}";
}
