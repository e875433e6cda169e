using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A check that each row passes or fails by itself, or together with others of its table.</summary>
/// <param name="Bad">The condition on a failing row.</param>
/// <param name="Says">What is wrong, as a predicate behind the table's and column's name, such as "is missing".</param>
internal sealed record RowCheck(CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns, string Bad, string Says)
    : FigureCheck(Definition, Table, Columns)
{
    /// <summary>The columns that show what is wrong; every column where the check is about none in particular.</summary>
    internal required IReadOnlyList<string> Shown { get; init; }

    /// <summary>Only these rows are looked at; null for all.</summary>
    internal string? Filter { get; init; }

    /// <summary>The number of failing rows.</summary>
    internal required Figure Cases { get; init; }

    /// <summary>The number of rows looked at.</summary>
    internal required Figure Population { get; init; }

    /// <summary>The statement that returns the failing rows.</summary>
    internal required string Sql { get; init; }

    /// <summary>An index leads to the failing rows.</summary>
    internal bool IsIndexed { get; init; }

    /// <summary>The values of this column decide, by a function that other sessions lack.</summary>
    internal Column? MatchedColumn { get; init; }

    /// <summary>The whole condition on a failing row.</summary>
    internal string Where => Filter is null ? Bad : $"({Filter}) AND ({Bad})";

    internal override IReadOnlyList<Figure> Figures => [Cases, Population];

    internal override Finding? Judge(FigureValues values)
    {
        var (cases, rows) = (values.Count(Cases), values.Count(Population));
        return Definition.SeverityOf(cases, rows) is { } severity ? Finding(cases, severity, Sql, Message(cases, rows)) : null;
    }

    private string Message(long cases, long rows)
    {
        var place = Columns.Count == 0 ? Table.Name : $"{Table.Name}.{string.Join(", ", Columns)}";
        var share = string.Create(CultureInfo.InvariantCulture, $" of {rows:N0}{(Filter is null ? "" : " looked at")}");
        return $"{place} {Says} in {CheckContext.Count(cases, "row")}{share}.";
    }
}
