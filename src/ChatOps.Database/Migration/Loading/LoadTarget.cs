using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Where rows go. Sessions keep what they have prepared for it, so one object stands for one table.</summary>
/// <param name="Columns">In the order of the values in a row.</param>
internal sealed record LoadTarget(Table Table, IReadOnlyList<ColumnPlan> Columns)
{
    internal static LoadTarget Of(TablePlan table) => new(table.Target, table.Columns);
}
