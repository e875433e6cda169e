using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A check of the file as it applies to a table that is there.</summary>
internal abstract record BoundCheck(CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns)
{
    /// <summary>What it needs to be judged.</summary>
    internal virtual IReadOnlyList<Figure> Figures => [];

    /// <summary>Null where all is well.</summary>
    /// <param name="cases">Failing rows, or 1 for a figure out of its bounds.</param>
    protected Finding Finding(long cases, Severity severity, string sql, string message) => new()
    {
        Rule = Definition.Id,
        Severity = severity,
        Table = Table.Name,
        Columns = Columns,
        Count = cases,
        Sql = sql,
        Message = Definition.Because is { } because ? $"{message} {because.TrimEnd('.')}." : message,
    };
}

/// <summary>A check that is judged by figures of the table.</summary>
internal abstract record FigureCheck(CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns) : BoundCheck(Definition, Table, Columns)
{
    /// <summary>Null where all is well. Row checks come without a sample.</summary>
    internal abstract Finding? Judge(FigureValues values);
}
