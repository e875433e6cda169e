namespace ChatOps.Agents.Questions.Language;

/// <summary>Spans of time in words: "February 2023", "the last 30 days", "this month", "yesterday".</summary>
/// <param name="today">In UTC; what is said of today is said of it.</param>
internal sealed class PeriodFinder(QuestionLexicon lexicon, DateOnly today)
{
    private const int MostUnits = 10_000;

    /// <summary>The span that begins at a word, and how many words it takes; null for none.</summary>
    public (Period Period, int Length)? Find(IReadOnlyList<QuestionWord> words, int at) =>
        OfMonth(words, at) ?? Back(words, at) ?? Single(words, at);

    private (Period, int)? OfMonth(IReadOnlyList<QuestionWord> words, int at)
    {
        if (at + 1 >= words.Count || lexicon.MonthOf(words[at].Key) is not { } month)
            return null;
        var next = at + 1;
        if (next + 1 < words.Count && Is(words[next], Cue.Of))
            next++;
        return Year(words[next]) is { } year ? (Period.OfMonth(year, month), next + 1 - at) : null;
    }

    /// <summary>"last 30 days", "last month", "this year".</summary>
    private (Period, int)? Back(IReadOnlyList<QuestionWord> words, int at)
    {
        var last = Is(words[at], Cue.Last);
        if ((!last && !Is(words[at], Cue.ThisSpan)) || at + 1 >= words.Count)
            return null;
        var counted = last && words[at + 1].Number is > 0 and < MostUnits && at + 2 < words.Count;
        var unit = Unit(words[counted ? at + 2 : at + 1]);
        if (unit is null)
            return null;
        return counted ? (new Period(Earlier(unit.Value, (int)words[at + 1].Number!.Value), today.AddDays(1)), 3) : (Whole(unit.Value, last ? 1 : 0), 2);
    }

    private (Period, int)? Single(IReadOnlyList<QuestionWord> words, int at) => words[at] switch
    {
        var word when IsOnly(word, Cue.Yesterday) => (Period.OfDay(today.AddDays(-1)), 1),
        _ => null,
    };

    private DateOnly Earlier(Cue unit, int count) => unit switch
    {
        Cue.Day => today.AddDays(-count),
        Cue.Week => today.AddDays(-7 * count),
        Cue.Month => today.AddMonths(-count),
        Cue.Quarter => today.AddMonths(-3 * count),
        _ => today.AddYears(-count),
    };

    /// <summary>The calendar's own span that many before the present one; weeks begin on Monday (ISO 8601).</summary>
    private Period Whole(Cue unit, int back)
    {
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(unit == Cue.Quarter ? -3 * back : -back);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - (7 * back));
        return unit switch
        {
            Cue.Day => Period.OfDay(today.AddDays(-back)),
            Cue.Week => new Period(monday, monday.AddDays(7)),
            Cue.Month => Period.OfMonth(month.Year, month.Month),
            Cue.Quarter => Period.OfQuarter(month.Year, (month.Month + 2) / 3),
            _ => Period.OfYear(today.Year - back),
        };
    }

    private Cue? Unit(QuestionWord word)
    {
        foreach (var unit in (Cue[])[Cue.Day, Cue.Week, Cue.Month, Cue.Quarter, Cue.Year])
        {
            if (Is(word, unit))
                return unit;
        }

        return null;
    }

    private static int? Year(QuestionWord word) => word.Number is >= 1000 and < 3000 && word.Kind == WordKind.Number ? (int)word.Number.Value : null;

    private bool Is(QuestionWord word, Cue cue) => word.Kind == WordKind.Word && lexicon.FindCues(word.Key)?.Contains(cue) == true;

    private bool IsOnly(QuestionWord word, Cue cue) => Is(word, cue) && lexicon.FindCues(word.Key)!.Count == 1;
}
