using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>What something is compared with: a number, a text, a date, or a figure over other rows.</summary>
internal sealed class OperandRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    /// <summary>Reads on from an index; null where nothing to compare with stands there.</summary>
    /// <param name="at">Moves behind what was read.</param>
    public Operand? Read(ref int at)
    {
        var start = Cursor.Skip(at, Cue.Than, Cue.Of, Cue.Their, Cue.Verb, Cue.Year, Cue.In);
        var item = Cursor[start];
        switch (item.Kind)
        {
            case ItemKind.Number:
                at = start + 1;
                return new Operand.Value(Literal(item.Number!.Value));
            case ItemKind.Quoted or ItemKind.Value:
                at = start + 1;
                return new Operand.Value(item.Kind == ItemKind.Value ? item.Values[0].Text : item.Text);
        }

        return FigureOf(item) is { } kind ? Figure(kind, start, ref at) : null;
    }

    public static object Literal(decimal number) => number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (object)(long)number : (double)number;

    private static AggregateKind? FigureOf(Item item) =>
        ParseState.FigureOf(item)
        ?? (item.Degree is { IsSuperlative: true } degree ? degree.IsHigh ? AggregateKind.Maximum : AggregateKind.Minimum : null);

    private Operand? Figure(AggregateKind kind, int start, ref int at)
    {
        var next = Cursor.Skip(start + 1, Cue.Of, Cue.Count, Cue.Their, Cue.For);
        ColumnMention? mention = null;
        var rows = new Draft();
        if (Cursor[next].Kind == ItemKind.Column)
        {
            mention = state.Mention(Cursor[next]);
            at = next + 1;
            next = Cursor.Skip(at, Cue.Of, Cue.For, Cue.In, Cue.Verb, Cue.Their);
            if (Cursor[next].Kind == ItemKind.Table && Enumerable.Range(at, next - at).Any(index => Cursor[index].Is(Cue.Their)))
            {
                at = next + 1;
                return new Operand.Figure(kind, mention, rows) { Shared = Cursor[next].Tables[0].Table };
            }

            if (!Cursor[at].IsAny(Cue.Of, Cue.For, Cue.In, Cue.Verb))
                return new Operand.Figure(kind, mention, rows);
        }
        else
        {
            at = start + 1;
        }

        if (Cursor[next].Kind is not (ItemKind.Table or ItemKind.Value))
            return new Operand.Figure(kind, mention, rows);
        at = next;
        return new Operand.Figure(kind, mention, Rows(ref at));
    }

    /// <summary>"of all museums opened after 2010": to the end of the sentence.</summary>
    private Draft Rows(ref int at)
    {
        var outer = Cursor.At;
        var inner = new ParseState(Cursor, state.Names) { Selecting = false };
        var conditions = new ConditionRules(inner);
        Cursor.At = at;
        if (Cursor.Current.Kind == ItemKind.Table)
        {
            inner.Draft.Head = Cursor.Current.Tables[0].Table;
            inner.Name(inner.Draft.Head);
            Cursor.At++;
        }

        var end = Cursor.SentenceEnd(at);
        while (Cursor.At < end && !EndsRows())
        {
            if (conditions.Try())
                continue;
            inner.Skip();
        }

        at = Cursor.At;
        Cursor.At = outer;
        state.Draft.Loose.AddRange(inner.Draft.Loose);
        state.Draft.Penalty += inner.Draft.Penalty;
        return inner.Draft;
    }

    private bool EndsRows() => Cursor.Current.IsAny(Cue.OrderBy, Cue.Ascending, Cue.Descending) || (Cursor.Current.IsAny(Cue.And) && Cursor[Cursor.At + 1].IsAny(Cue.Ask, Cue.That, Cue.Whose, Cue.Verb));
}
