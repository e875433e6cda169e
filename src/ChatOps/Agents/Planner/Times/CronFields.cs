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

    /// <summary>The values of any field that is written in digits: lists, spans, <c>*</c> and steps; null where it cannot be read.</summary>
    public static SortedSet<int>? Values(string field, int low, int high)
    {
        var values = new SortedSet<int>();
        foreach (var part in field.Split(','))
        {
            var (span, step) = part.Split('/') is [var before, var behind] ? (before, Number(behind)) : (part, 1);
            var ends = span == "*" ? [low, high] : span.Split('-').Select(Number).ToArray();
            if (step is null or 0 || ends is not ([not null] or [not null, not null]) || part.Count(letter => letter == '/') > 1)
                return null;
            var last = ends.Length == 1 && part.Contains('/') ? high : ends[^1]!.Value;
            if (ends[0] < low || last > high || ends[0] > last)
                return null;
            for (var value = ends[0]!.Value; value <= last; value += step.Value)
                values.Add(value);
        }

        return values;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
