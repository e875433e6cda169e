using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>The newest value is not too old. A value without a zone is taken for UTC; a day lasts until its end; numbers are seconds since 1970.</summary>
/// <param name="Newest">The largest value.</param>
/// <param name="Statement">The statement that gives it alone, as a column named <c>newest</c>.</param>
/// <param name="Literal">A value as it stands in a comparison with the column.</param>
internal sealed record FreshnessCheck(
    CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns, Figure Newest, string Statement, TimeSpan MaxAge, DateTimeOffset Now, Func<object?, string> Literal)
    : FigureCheck(Definition, Table, Columns)
{
    private const int DayLength = 10;

    internal override IReadOnlyList<Figure> Figures => [Newest];

    /// <summary>Values, and the age that they follow from, stand in quotes, so that they can be masked where the column is personal.</summary>
    internal override Finding? Judge(FigureValues values)
    {
        var newest = values[Newest];
        var moment = MomentOf(newest);
        if (moment is { } known && known >= Now - MaxAge)
        {
            return null;
        }

        var says = newest is null ? "there is none" : moment is null ? $"'{newest}' is no moment" : $"it is '{Age(Now - moment.Value)}' old ('{newest}')";
        var condition = newest is not null && moment is null ? $"newest = {Literal(newest)}" : $"newest IS NULL OR newest < {Literal(Oldest(newest))}";
        return Finding(
            1, Definition.Severity, $"SELECT newest FROM ({Statement}) AS figures WHERE {condition}",
            $"The newest value of {Table.Name}.{Columns[0]} must be at most {Age(MaxAge)} old; {says}.") with
        {
            Sample = Definition.Samples == 0 ? [] : [new Dictionary<string, object?> { ["newest"] = newest }],
            Derived = ["newest"],
        };
    }

    private static DateTimeOffset? MomentOf(object? value) => value switch
    {
        long seconds when seconds is > -62_135_596_800 and < 253_402_300_800 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        double seconds when seconds is > -62_135_596_800 and < 253_402_300_800 => DateTimeOffset.FromUnixTimeSeconds((long)seconds),
        string { Length: >= DayLength } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
            text.Length == DayLength ? moment.AddDays(1) : moment,
        _ => null,
    };

    /// <summary>The oldest value that would do, written as the newest one is.</summary>
    private object Oldest(object? like)
    {
        var oldest = (Now - MaxAge).UtcDateTime;
        return like switch
        {
            long or double => new DateTimeOffset(oldest, TimeSpan.Zero).ToUnixTimeSeconds(),
            string { Length: DayLength } => oldest.AddDays(-1).TimeOfDay == TimeSpan.Zero ? Text(oldest.AddDays(-1), "yyyy-MM-dd") : Text(oldest, "yyyy-MM-dd"),
            string text when text[DayLength] == 'T' => Text(oldest, "yyyy-MM-ddTHH:mm:ss"),
            _ => Text(oldest, "yyyy-MM-dd HH:mm:ss"),
        };
    }

    private static string Text(DateTime moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.#} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0.#} minutes"),
    };
}
