using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>What is asked for: columns, rows, counts and figures.</summary>
internal sealed class OutputRules(ParseState state)
{
    private readonly ExtremeRules _extremes = new(state);
    private readonly OwnerRules _owners = new(state);
    private readonly NamedRules _named = new(state);
    private readonly SpanRules _spans = new(state);
    private readonly ShareRules _shares = new(state);
    private readonly GroupRules _groups = new(state, new OwnerRules(state));

    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    /// <summary>Takes what stands at the cursor where it is asked for; false where it is not.</summary>
    public bool Try()
    {
        var item = Cursor.Current;
        return item.Kind switch
        {
            ItemKind.Column => _named.TryQuality(item) || _named.TryColumn(item, null),
            ItemKind.Number => _named.TryRows(item),
            ItemKind.Value => _named.TryRow(item) || _named.CountHolders(item),
            ItemKind.Table => _named.TryTable(item),
            ItemKind.Cue or ItemKind.Degree => _shares.Try(item) || TryFigure(item) || _extremes.Try() || TryCue(item),
            _ => false,
        };
    }

    /// <summary>After conditions, one more thing is asked for: "... and the number of its concerts".</summary>
    public bool TryResume()
    {
        var item = Cursor.Current;
        if (Draft.Outputs.Count == 0 || !(item.Kind == ItemKind.Comma || item.IsAny(Cue.And, Cue.Along)))
            return false;
        var next = Cursor.Skip(Cursor.At + 1, Cue.Their, Cue.And, Cue.Along, Cue.Distinct);
        if (Enumerable.Range(Cursor.At, next - Cursor.At).Any(at => Cursor[at].Is(Cue.Whose)) || !IsAsked(next))
            return false;
        state.Selecting = true;
        state.CloseGroup();
        Cursor.At = next;
        return true;
    }

    private bool IsAsked(int at)
    {
        var item = Cursor[at];
        if (item.Kind == ItemKind.Measure && item.Length > 1)
            return true;
        if (item.Kind == ItemKind.Cue && item.IsAny(Cue.Count, Cue.HowMany, Cue.HowMuch))
            return true;
        if (item.Kind == ItemKind.Cue && ParseState.FigureOf(item) is not null)
            return AsksFigure(at);
        if (item.Kind == ItemKind.Table)
            at += Cursor[at + 1].Kind == ItemKind.Possessive ? 2 : 1;
        var next = Cursor[Cursor.Skip(at + 1, Cue.Verb)];
        return Cursor[at].Kind == ItemKind.Column && !Comparisons.Begins(next) && next.Kind is not (ItemKind.Value or ItemKind.Number or ItemKind.Quoted)
            && !(next.Kind == ItemKind.Degree && Cursor[at + 1].IsVerb);
    }

    /// <summary>"in total" by itself asks for nothing more.</summary>
    private bool AsksFigure(int at)
    {
        var behind = Cursor[Cursor.Skip(at + 1, Cue.Of, Cue.Their, Cue.And, Cue.Average, Cue.Sum, Cue.Minimum, Cue.Maximum)];
        return behind.Kind is ItemKind.Column or ItemKind.Table or ItemKind.Comma || behind.Is(Cue.Count);
    }

    private bool TryCue(Item item)
    {
        if (item.IsAny(Cue.HowMany, Cue.Count))
            return Take(() => (state.Counting, state.CountingDistinct) = (true, state.CountingDistinct));
        if (item.Is(Cue.HowMuch))
            return Take(() => state.Measuring = Draft.Outputs.Count == 0);
        if (item.Is(Cue.Distinct))
            return Take(Different);
        if (item.Is(Cue.Everything))
            return TryEverything();
        if (Draft.Outputs.Count == 0 && item.IsAny(Cue.Who, Cue.When, Cue.Where) && !state.Counting && Cursor.At < 2)
            return Take(() => Draft.Outputs.Add(new Output.Asked(item.Is(Cue.Who) ? Cue.Who : item.Is(Cue.When) ? Cue.When : Cue.Where)));
        if (item.IsAny(Cue.Of, Cue.For, Cue.In, Cue.Each) && !IsRelative(item) && _owners.TryOwner())
            return true;
        if (item.Is(Cue.Each) && Cursor[Cursor.Skip(Cursor.At + 1)].Kind is ItemKind.Stop or ItemKind.Comma)
            return _groups.EachRow(Cursor.Skip(Cursor.At + 1));
        if (item.Is(Cue.Each) && Draft.Outputs.Count == 0 && (Cursor[Cursor.Skip(Cursor.At + 1)].Kind is ItemKind.Table or ItemKind.Column || _spans.Of(Cursor[Cursor.Skip(Cursor.At + 1)]) is not null))
            return _owners.TryLeadingGroup();
        if (item.Is(Cue.By) && (Draft.Outputs.Exists(output => output.IsAggregate) || GroupRules.IsAmount(Draft)) && _owners.TryGroupBy())
            return true;
        if (item.Is(Cue.Which) && _spans.TryAsked())
            return true;
        if (item.IsAny(Cue.Which, Cue.Of) || item.IsFiller || IsAttribute(item))
            return Take(() => { });
        if (Begins(item))
            state.Selecting = false;
        return false;
    }

    /// <summary>"the operating professional": a verb before a noun belongs to the noun.</summary>
    private bool IsAttribute(Item item) =>
        item.Is(Cue.Glue) && (Cursor[Cursor.At - 1].IsFiller || Cursor[Cursor.At - 1].Is(Cue.And)) && Cursor[Cursor.At + 1].Kind is ItemKind.Table or ItemKind.Column;

    /// <summary>An article behind a comma that is no owner's begins a clause in German: "..., der ein Lied hat".</summary>
    private bool IsRelative(Item item)
    {
        if (!item.Is(Cue.Of) || !item.Is(Cue.Filler) || Cursor[Cursor.At - 1].Kind != ItemKind.Comma || Cursor[Cursor.At + 1].Kind == ItemKind.Column)
            return false;
        state.Selecting = false;
        return true;
    }

    /// <summary>A clause begins that says which ones are meant.</summary>
    private bool Begins(Item item) =>
        (Draft.Outputs.Count > 0 || Draft.Head is not null)
        && (item.IsAny(Cue.That, Cue.Whose, Cue.With, Cue.Verb, Cue.Glue, Cue.Not, Cue.Without, Cue.But, Cue.In, Cue.By, Cue.For, Cue.Named) || Comparisons.Begins(item));

    private void Different()
    {
        if (state.Counting)
            state.CountingDistinct = true;
        else
            Draft.Distinct = true;
    }

    private bool TryEverything()
    {
        for (var at = Cursor.At + 1; at < Cursor.SentenceEnd(Cursor.At); at++)
        {
            if (Cursor[at].Kind != ItemKind.Table)
                continue;
            var table = Cursor[at].Tables[0].Table;
            Draft.Outputs.Add(new Output.Everything(table));
            Draft.Head ??= table;
            state.Name(table);
            Cursor.At = at + 1;
            state.Selecting = false;
            return true;
        }

        return false;
    }

    /// <summary>"the average, minimum and maximum age".</summary>
    private bool TryFigure(Item item)
    {
        if (ParseState.FigureOf(item) is null)
            return false;
        var kinds = new List<AggregateKind>();
        var at = Cursor.At;
        while (ParseState.FigureOf(Cursor[at]) is { } kind)
        {
            kinds.Add(kind);
            at = Cursor.Skip(at + 1, Cue.And);
            while (Cursor[at].Kind == ItemKind.Comma)
                at = Cursor.Skip(at + 1, Cue.And);
        }

        at = Cursor.Skip(at, Cue.Of, Cue.Count, Cue.Their, Cue.Glue);
        TableNode? owner = null;
        if (Cursor[at].Kind == ItemKind.Table && Cursor[Cursor.Skip(at + 1)].Kind is ItemKind.Column or ItemKind.Possessive)
        {
            owner = Cursor[at].Tables[0].Table;
            state.Name(owner);
            at = Cursor.Skip(at + (Cursor[at + 1].Kind == ItemKind.Possessive ? 2 : 1));
        }

        if (Cursor[at].Kind != ItemKind.Column)
            return false;
        foreach (var kind in kinds)
            Draft.Outputs.Add(new Output.Aggregate(kind, state.Mention(Cursor[at], owner)));
        Draft.Head ??= owner;
        Cursor.At = at + 1;
        return true;
    }

    private bool Take(Action action)
    {
        action();
        Cursor.At++;
        return true;
    }
}
