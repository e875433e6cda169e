using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>"ordered by age", "in descending order of the number of concerts", "top 5 by revenue".</summary>
internal sealed class OrderRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool Try()
    {
        var item = Cursor.Current;
        if (item.Kind != ItemKind.Cue)
            return false;
        if (item.IsAny(Cue.Ascending, Cue.Descending))
            return Directed(item.Is(Cue.Descending));
        if (item.Is(Cue.OrderBy))
            return Sorted();
        if (item.Is(Cue.By) && SortsBehind() is { } last)
            return KeysUpTo(last);
        if (item.Is(Cue.By) && SortsRows() is { } sorting)
        {
            Draft.Outputs.Add(new Output.Column(state.Mention(sorting)));
            return Keys(Cursor.At + 1, null);
        }

        return item.Is(Cue.By) && (state.Sorting || state.Rows is not null) && Keys(Cursor.At + 1, state.Rows is not null ? true : null);
    }

    /// <summary>"tickets by priority": rows in the order of a column of theirs, which is shown beside them. What a verb stands before is who does it: "written by".</summary>
    private Item? SortsRows()
    {
        var at = Cursor.Skip(Cursor.At + 1);
        return state.Rows is null && Draft.Outputs is [Output.Rows { Table: var table }] && Cursor[Cursor.At - 1].Kind == ItemKind.Table && Cursor[at + 1].Kind == ItemKind.Stop
            && Cursor[at] is { Kind: ItemKind.Column } column && column.Columns.Any(match => match.Column.Table == table) ? column : null;
    }

    /// <summary>"nach Alter geordnet": in German the verb comes last.</summary>
    private int? SortsBehind()
    {
        var at = Cursor.At + 1;
        while (Cursor[at].Kind is ItemKind.Column or ItemKind.Table or ItemKind.Comma || Cursor[at].IsFiller || (Cursor[at].Kind == ItemKind.Cue && !Cursor[at].Is(Cue.OrderBy) && Cursor[at].IsAny(Cue.Of, Cue.Their, Cue.Count, Cue.Ascending, Cue.Descending, Cue.Sum, Cue.Average)))
            at++;
        return at > Cursor.At + 1 && Cursor[at].Is(Cue.OrderBy) && Cursor[Cursor.Skip(at + 1)].Kind is not (ItemKind.Column or ItemKind.Table) ? at : null;
    }

    private bool KeysUpTo(int last)
    {
        if (!Keys(Cursor.At + 1, state.Descending))
            return false;
        if (Cursor.At <= last && Cursor.Current.IsAny(Cue.Ascending, Cue.Descending))
            Directed(Cursor.Current.Is(Cue.Descending));
        Cursor.At = Math.Max(Cursor.At, last + 1);
        return true;
    }

    /// <summary>What was heard of an order and has no place yet.</summary>
    public void Finish()
    {
        if (Draft.Orders.Count == 0 && state.Descending is not null && Draft.Outputs.Count > 0)
            Draft.Orders.Add(new SortKey(Draft.Outputs[0]));
        foreach (var key in Draft.Orders)
            key.Descending ??= state.Descending ?? false;
        if (state.Rows is not { } rows)
            return;
        Draft.Limit = rows;
        if (Draft.Orders.Count > 0)
            return;
        // "the number of customers per country, top 5": those with most.
        if (Draft.Outputs.Find(output => output.IsAggregate) is { } figure && Draft.Groups.Count > 0)
            Draft.Orders.Add(new SortKey(figure) { Descending = !state.RowsFromBelow });
        else
            Draft.Penalty += 0.25;
    }

    private bool Directed(bool descending)
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of, Cue.By, Cue.Their, Cue.OrderBy);
        if (at > Cursor.At + 1 && Cursor[Cursor.At + 1].IsAny(Cue.Of, Cue.By, Cue.OrderBy, Cue.Filler) && IsKey(at) && !HasAsk(Cursor.At + 1, at) && Draft.Orders.TrueForAll(key => key.Descending is not null))
            return Keys(at, descending);
        if (EndsWithOf(Cursor.Current.Text) && IsKey(at))
            return Keys(at, descending);
        foreach (var key in Draft.Orders.Where(key => key.Descending is null))
            key.Descending = descending;
        if (Draft.Orders.Count == 0)
            (state.Descending, state.Sorting) = (descending, true);
        Cursor.At++;
        return true;
    }

    private static bool EndsWithOf(string text) => text.EndsWith(" of", StringComparison.OrdinalIgnoreCase);

    private bool HasAsk(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (Cursor[at].Is(Cue.Ask))
                return true;
        }

        return false;
    }

    private bool Sorted()
    {
        if (Keys(Cursor.At + 1, state.Descending))
            return true;
        // "Sort the shops by ...": what is sorted comes first.
        state.Sorting = true;
        Cursor.At++;
        return true;
    }

    private bool Keys(int at, bool? descending)
    {
        at = Cursor.Skip(at, Cue.By, Cue.Of, Cue.Their, Cue.In);
        if (Cursor.Current.Is(Cue.OrderBy) && !Cursor.Current.Text.Contains(' ', StringComparison.Ordinal) && !Cursor[Cursor.At + 1].IsAny(Cue.By, Cue.Of) && !Cursor.Current.Text.EndsWith("ed", StringComparison.OrdinalIgnoreCase))
            return false;
        if (Cursor[at].IsAny(Cue.Ascending, Cue.Descending))
            return false;
        var found = false;
        while (Key(ref at) is { } output)
        {
            Draft.Orders.Add(new SortKey(output) { Descending = descending });
            found = true;
            var next = Cursor.Skip(at, Cue.And, Cue.Their);
            var joined = Cursor[at].Is(Cue.And) || Cursor[at].Kind == ItemKind.Comma;
            if (Cursor[at].Kind == ItemKind.Comma)
                next = Cursor.Skip(at + 1, Cue.And, Cue.Their);
            if (!joined || HasAsk(at, next) || !IsKey(next) || Comparisons.Begins(Cursor[next + 1]))
                break;
            at = next;
        }

        if (!found)
            return false;
        Cursor.At = at;
        state.Sorting = false;
        return true;
    }

    private bool IsKey(int at)
    {
        var item = Cursor[at];
        return item.Kind == ItemKind.Column || ParseState.FigureOf(item) is not null || item.Is(Cue.Count)
            || (item.Kind == ItemKind.Table && Cursor[Cursor.Skip(at + 1)].Kind is ItemKind.Column or ItemKind.Possessive);
    }

    private Output? Key(ref int at)
    {
        var figure = ParseState.FigureOf(Cursor[at]);
        var start = figure is null ? at : Cursor.Skip(at + 1, Cue.Of);
        var counts = Cursor[start].Is(Cue.Count);
        if (counts)
            start = Cursor.Skip(start + 1, Cue.Of, Cue.Their);
        var item = Cursor[start];
        if (item.Kind == ItemKind.Table && !counts && Cursor[Cursor.Skip(start + 1)].Kind is ItemKind.Possessive or ItemKind.Column)
        {
            state.Name(item.Tables[0].Table);
            start = Cursor.Skip(start + (Cursor[start + 1].Kind == ItemKind.Possessive ? 2 : 1));
            item = Cursor[start];
        }

        if (counts && item.Kind is ItemKind.Stop or ItemKind.Comma)
        {
            at = start;
            return new Output.CountRows(null, false);
        }

        if (item.Kind is not (ItemKind.Column or ItemKind.Table))
            return null;
        at = start + 1;
        if (item.Kind == ItemKind.Table)
            return counts ? new Output.CountRows(item.Tables[0].Table, false) : null;
        // "by their date": the date of what is asked for.
        var owner = Cursor[start - 1].Is(Cue.Their) && item.Columns.Any(match => match.Column.Table == Draft.Head) ? Draft.Head : null;
        var mention = state.Mention(item, owner);
        return figure is { } kind ? new Output.Aggregate(kind, mention) : new Output.Column(mention);
    }
}
