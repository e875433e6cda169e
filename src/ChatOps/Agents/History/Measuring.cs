using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Database.Profiling;

namespace ChatOps.Agents.History;

/// <summary>Takes from a profile what is followed over time.</summary>
internal static partial class Measuring
{
    /// <summary>Clocks of two machines differ; a date further ahead is a plan, not a sign of life.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public static MeasuredColumn Of(TableProfile table, ColumnProfile column, DateTimeOffset now) =>
        new(column.Name, column.Nulls, IsNumbering(table, column) ? null : Finite(column.Mean), Newest(column, now));

    /// <summary>Whole numbers that never repeat: their mean says how many rows there are, and nothing else.</summary>
    private static bool IsNumbering(TableProfile table, ColumnProfile column) =>
        column.Distinct == table.Rows - column.Nulls && column.Min is long or int && column.Max is long or int;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>A column holds dates where its type says so, or where its first and its last text both are dates.</summary>
    private static DateTimeOffset? Newest(ColumnProfile column, DateTimeOffset now)
    {
        var saysSo = column.Type.Contains("date", StringComparison.OrdinalIgnoreCase) || column.Type.Contains("time", StringComparison.OrdinalIgnoreCase);
        return Moment(column.Max) is { } newest && (saysSo || Moment(column.Min) is not null) && newest <= now + Ahead ? newest : null;
    }

    private static DateTimeOffset? Moment(object? value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        DateOnly day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        string text when IsoDate().IsMatch(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) => moment,
        _ => null,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex IsoDate();
}
