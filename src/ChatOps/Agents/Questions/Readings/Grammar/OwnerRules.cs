using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Whose what is asked for is, and for each of what: "of the singers", "for each country", "by country".</summary>
internal sealed class OwnerRules(ParseState state)
{
    private readonly SpanRules _spans = new(state);

    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    /// <summary>"of the singers": whose the columns are that were asked for before.</summary>
    public bool TryOwner()
    {
        if (Draft.Outputs.Count == 0)
            return false;
        var at = Cursor.Skip(Cursor.At + 1, Cue.Their, Cue.Each, Cue.Of, Cue.Distinct);
        var item = Cursor[at];
        var named = Draft.Outputs.FindIndex(output => output is Output.Column { Mention: { Owner: null } mention } && IsPlainName(mention, item));
        if (item.Kind == ItemKind.Column && named >= 0 && Cursor.Current.Is(Cue.Of))
        {
            Draft.Outputs[named] = new Output.Column(state.Mention(item));
            Cursor.At = at + 1;
            return true;
        }

        var each = Enumerable.Range(Cursor.At, at - Cursor.At).Any(index => Cursor[index].Is(Cue.Each));
        if (each && _spans.Of(item) is { } span)
        {
            _spans.Group(at, span);
            return true;
        }

        if (each && item.Kind == ItemKind.Table && Cursor[at + 1].Kind == ItemKind.Column)
            (at, item) = (at + 1, Cursor[at + 1]);
        if (each && item.Kind is ItemKind.Column)
        {
            Group(item);
            Cursor.At = at + 1;
            return true;
        }

        if (item.Kind != ItemKind.Table || (Cursor[at + 1].Kind == ItemKind.Possessive && Cursor[at + 2].Kind == ItemKind.Column))
            return false;
        if (each)
            Group(item);
        Own(item.Tables[0].Table);
        Cursor.At = at + 1;
        state.Selecting = false;
        return true;
    }

    /// <summary>"For each country, ...".</summary>
    public bool TryLeadingGroup()
    {
        var at = Cursor.Skip(Cursor.At + 1);
        var item = Cursor[at];
        if (_spans.Of(item) is { } span)
        {
            _spans.Group(at, span);
            return true;
        }

        if (item.Kind == ItemKind.Table && Cursor[at + 1].Kind == ItemKind.Column)
            (at, item) = (at + 1, Cursor[at + 1]);
        Group(item);
        // "list each language": it is asked for as well.
        if (item.Kind == ItemKind.Column && Cursor.At > 0)
            Draft.Outputs.Add(new Output.Column(state.Mention(item)));
        Cursor.At = at + 1;
        return true;
    }

    /// <summary>"revenue by country".</summary>
    public bool TryGroupBy()
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Each, Cue.Their);
        var item = Cursor[at];
        if (_spans.Of(item) is { } span)
        {
            _spans.Group(at, span);
            return true;
        }

        if (item.Kind is not (ItemKind.Column or ItemKind.Table) || Cursor[at + 1].Kind is ItemKind.Value or ItemKind.Quoted)
            return false;
        Group(item);
        Cursor.At = at + 1;
        return true;
    }

    private void Group(Item item)
    {
        if (item.Kind == ItemKind.Table)
        {
            var table = item.Tables[0].Table;
            Draft.Groups.Add(new GroupKey(table, null));
            state.Name(table);
        }
        else
        {
            Draft.Groups.Add(new GroupKey(null, state.Mention(item)));
        }
    }

    // "the name of the series": one column, not two.
    private bool IsPlainName(ColumnMention named, Item item) =>
        (state.Names.IsName(named.Text) && item.Columns.Count > 0 && item.Columns[0] is { Score: > 0.8, Column.Class: ValueClass.Text })
        || named.Candidates.Any(match => match.Column.Words.Count > 0 && item.Columns.Any(other => other.Column == match.Column));

    private void Own(TableNode table)
    {
        var counts = Draft.Outputs.TrueForAll(output => output is Output.CountRows);
        for (var index = 0; index < Draft.Outputs.Count; index++)
            Draft.Outputs[index] = WithOwner(Draft.Outputs[index], table);
        if (Draft.Head is null)
            Draft.Head = table;
        else if (Draft.Head != table && counts)
            state.Add(new Condition.Linked(table));
        else if (Draft.Outputs.TrueForAll(output => output is Output.Column { Mention.Owner: { } owner } && owner != table))
            Draft.Head = table;
        state.Name(table);
    }

    private static Output WithOwner(Output output, TableNode table)
    {
        ColumnMention? Owned(ColumnMention mention) =>
            mention.Owner is null && mention.Candidates.Any(match => match.Column.Table == table && match.Score > mention.Candidates[0].Score - 0.3) ? mention with { Owner = table } : null;
        return output switch
        {
            Output.Column column => Owned(column.Mention) is { } mention ? new Output.Column(mention) : output,
            Output.Aggregate figure => Owned(figure.Mention) is { } mention ? figure with { Mention = mention } : output,
            Output.CountValues count => Owned(count.Mention) is { } mention ? count with { Mention = mention } : output,
            _ => output,
        };
    }
}
