using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Days put together by the calendar: "per month", "by quarter", "which year".</summary>
internal sealed class SpanRules(ParseState state)
{
    /// <summary>A table may have a column of its own for it, which is the surer reading.</summary>
    private const double Guess = 0.04;

    private Cursor Cursor => state.Cursor;

    /// <summary>The span that a word names; null for another word, or where no column holds days.</summary>
    public CalendarSpan? Of(Item item)
    {
        if (item.Kind != ItemKind.Cue || Days().Count == 0)
            return null;
        return item switch
        {
            _ when item.Is(Cue.Day) => CalendarSpan.Day,
            _ when item.Is(Cue.Month) => CalendarSpan.Month,
            _ when item.Is(Cue.Quarter) => CalendarSpan.Quarter,
            _ when item.Is(Cue.Year) => CalendarSpan.Year,
            _ => null,
        };
    }

    /// <summary>Groups by the span at an index.</summary>
    public void Group(int at, CalendarSpan span)
    {
        state.Draft.Groups.Add(new GroupKey(null, Mention(at), span));
        state.Draft.Penalty += Guess;
        Cursor.At = at + 1;
    }

    /// <summary>"which month": the spans are asked for.</summary>
    public bool TryAsked()
    {
        var at = Cursor.Skip(Cursor.At + 1);
        if (state.Draft.Outputs.Count > 0 || Of(Cursor[at]) is not { } span)
            return false;
        state.Draft.Outputs.Add(new Output.Span(Mention(at), span));
        state.Draft.Penalty += Guess;
        Cursor.At = at + 1;
        return true;
    }

    private IReadOnlyList<ColumnMatch> Days() => [.. state.Names.Moments.Where(match => match.Column.Class == ValueClass.Date)];

    private ColumnMention Mention(int at) => new(Days(), null, state.Draft.Head ?? Measured() ?? state.Scope, Cursor[at].Text);

    /// <summary>"total revenue per year": the day is that of the revenue.</summary>
    private TableNode? Measured() => state.Draft.Outputs.Select(output => output switch
    {
        Output.Column column => column.Mention,
        Output.Aggregate figure => figure.Mention,
        _ => null,
    }).FirstOrDefault(mention => mention is not null)?.Candidates[0].Column.Table;
}
