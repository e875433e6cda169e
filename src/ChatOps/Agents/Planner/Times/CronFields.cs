using System.Globalization;

namespace ChatOps.Agents.Planner.Times;

/// <summary>The five fields of a cron line, written as people would write them.</summary>
internal sealed record CronFields(string Minute, string Hour, string Day, string Month, string Weekday)
{
    /// <summary>Null where the text does not have five fields.</summary>
    public static CronFields? Parse(string? cron) =>
        cron?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var minute, var hour, var day, var month, var weekday] ? new CronFields(minute, hour, day, month, weekday) : null;

    public override string ToString() => $"{Minute} {Hour} {Day} {Month} {Weekday}";

    /// <summary>"1-5", "1,3", "*"; Sunday is 0.</summary>
    /// <param name="days">Monday 1 to Sunday 7; all or none mean every day.</param>
    public static string Weekdays(IReadOnlyCollection<int> days)
    {
        if (days.Count is 0 or 7)
            return "*";
        var sorted = days.Select(day => day % 7).Order().ToArray();
        return sorted.Length > 2 && sorted[^1] - sorted[0] == sorted.Length - 1 ? $"{Text(sorted[0])}-{Text(sorted[^1])}" : List(sorted);
    }

    public static string List(IEnumerable<int> values) => string.Join(',', values.Select(Text));

    /// <summary>The values of a field of digits; null where it says more than that.</summary>
    public static IReadOnlyList<int>? Values(string field)
    {
        var values = new List<int>();
        foreach (var part in field.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !ends.All(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
                return null;
            var (first, last) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
            values.AddRange(Enumerable.Range(first, Math.Clamp(last - first + 1, 0, 100)));
        }

        return values;
    }

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
