using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Rows that are related to others of their own table: "states that border the state with the smallest area".</summary>
internal sealed class RelationRules(ParseState state)
{
    /// <summary>A relation between rows that was not read turns the question into another one.</summary>
    private const double Unread = 0.5;

    private Cursor Cursor => state.Cursor;

    /// <summary>A table that relates the rows spoken of to each other, and behind it their own table again.</summary>
    public bool Try(Item item)
    {
        var (relation, related) = (item.Tables[0].Table, state.Scope ?? state.Draft.Head);
        if (related is null || !state.Names.Relates(relation, related))
            return false;
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of, Cue.Verb, Cue.In, Cue.With, Cue.One);
        if (Cursor[at].Degree is { IsSuperlative: true } && !Cursor[at].IsAny(Cue.Most, Cue.Fewest) && Cursor[Cursor.Skip(at + 1)] is { Kind: ItemKind.Table } ranked && ranked.Tables[0].Table == related)
            return Others(relation, at);
        return Cursor[at].Kind == ItemKind.Table && Cursor[at].Tables[0].Table == related && Others(relation, at);
    }

    /// <summary>To the end of the sentence, what is said is said of the other rows.</summary>
    private bool Others(Graph.TableNode relation, int at)
    {
        var related = (state.Scope ?? state.Draft.Head)!;
        var (start, end) = (Cursor.At, Cursor.SentenceEnd(at));
        var inner = new ParseState(Cursor, state.Names) { Selecting = false };
        inner.Draft.Head = related;
        inner.Name(related);
        var conditions = new ConditionRules(inner);
        Cursor.At = at;
        while (Cursor.At < end)
        {
            if (!conditions.Try())
                inner.Skip();
        }

        // "the most states" may be those that something else has most of.
        var isSaid = inner.Draft.Clauses.Count + inner.Draft.Extremes.Count > 0;
        if (!isSaid)
        {
            Cursor.At = start;
            state.Draft.Penalty += Unread;
            return false;
        }

        state.Draft.Loose.AddRange(inner.Draft.Loose);
        state.Draft.Penalty += inner.Draft.Penalty + (inner.Negated ? Unread : 0);
        state.Add(new Condition.Related(relation, inner.Draft));
        return true;
    }
}
