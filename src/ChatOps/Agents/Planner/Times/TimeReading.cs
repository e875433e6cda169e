using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Times;

/// <summary>What a text says about time, and the text without it.</summary>
internal sealed class TimeReading
{
    private TimeReading(string rest, TimeDraft draft) => (Rest, Draft) = (rest, draft);

    /// <summary>The text with blanks where it speaks of time, so that every other place of it stays the same.</summary>
    public string Rest { get; }

    public TimeDraft Draft { get; }

    /// <param name="names">Places of tokens that name something, which say nothing about time: "SALES-DAILY-9AM".</param>
    /// <param name="zone">Where no zone is named.</param>
    public static TimeReading Of(string text, IReadOnlyList<Token> tokens, IReadOnlySet<int> names, DateTimeOffset now, string zone)
    {
        var cursor = new TimeCursor(text, tokens, names);
        var reader = Read(cursor, Local(now, zone));
        // What "tomorrow" is depends on the zone, which may stand behind it.
        if (reader.Draft.Zone is { } named && named != zone)
            reader = Read(cursor, Local(now, named));
        var rest = text.ToCharArray();
        foreach (var (from, to) in reader.Taken)
            Array.Fill(rest, ' ', tokens[from].Start, tokens[to - 1].End - tokens[from].Start);
        return new TimeReading(new string(rest), reader.Draft);
    }

    public static DateTime Local(DateTimeOffset now, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(now, found).DateTime : now.UtcDateTime;

    private static TimeReader Read(TimeCursor cursor, DateTime now)
    {
        var reader = new TimeReader(cursor, now);
        reader.Read();
        return reader;
    }
}
