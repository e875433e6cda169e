namespace ChatOps.Agents.Questions.Language;

/// <summary>A span of whole days.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Until">The day behind its last.</param>
internal sealed record Period(DateOnly From, DateOnly Until)
{
    public static Period OfMonth(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    public static Period OfQuarter(int year, int quarter) => new(new DateOnly(year, (3 * quarter) - 2, 1), new DateOnly(year, (3 * quarter) - 2, 1).AddMonths(3));

    public static Period OfYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));

    public static Period OfDay(DateOnly day) => new(day, day.AddDays(1));
}
