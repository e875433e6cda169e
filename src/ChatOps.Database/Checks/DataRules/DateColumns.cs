using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Which columns hold dates as texts.</summary>
internal static class DateColumns
{
    private const long MinimumValues = 10;

    /// <summary>Declared as dates and mostly dates, or nearly all dates whatever was declared.</summary>
    internal static bool Is(Column column, ColumnStatistics own) =>
        own.Texts - own.Blanks > 0
        && own.Dates >= (own.Texts - own.Blanks) * (column.Kind == ColumnKind.Date ? 0.5 : 0.9)
        && (own.Texts >= MinimumValues || column.Kind == ColumnKind.Date);
}
