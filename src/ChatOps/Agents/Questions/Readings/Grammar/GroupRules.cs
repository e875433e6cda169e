using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>What rows are put together by, behind what is asked for: "for each country", "per employee and year", "by country".</summary>
internal sealed class GroupRules(ParseState state, OwnerRules owners)
{
    private readonly SpanRules _spans = new(state);

    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool TryEach()
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of);
        var item = Cursor[at];
        return item.Kind is ItemKind.Stop or ItemKind.Comma ? EachRow(at) : Group(at);
    }

    /// <summary>"how many each": for every row; where a word that names a table stands there, that table was meant.</summary>
    public bool EachRow(int end)
    {
        Draft.EachRow = true;
        Draft.Penalty += Enumerable.Range(Cursor.At, end - Cursor.At).Any(at => Cursor[at].Quality < 1) ? 0.3 : 0;
        Cursor.At++;
        return true;
    }

    private bool Group(int at)
    {
        var item = Cursor[at];
        if (item.Kind == ItemKind.Table && Cursor[at + 1].Kind == ItemKind.Column && Cursor[at + 1].Columns.Any(match => match.Column.Table == item.Tables[0].Table))
            (at, item) = (at + 1, Cursor[at + 1]);
        if (_spans.Of(item) is { } span && Draft.Outputs.Exists(output => output.IsAggregate))
        {
            _spans.Group(at, span);
            return true;
        }

        if (item.Kind is not (ItemKind.Table or ItemKind.Column))
            return false;
        var table = item.Kind == ItemKind.Table ? item.Tables[0].Table : null;
        Draft.Groups.Add(new GroupKey(table, table is null ? state.Mention(item) : null));
        if (table is not null)
            state.Name(table);
        Cursor.At = at + 1;
        return true;
    }

    /// <summary>"per employee and year"</summary>
    public bool TryFurther()
    {
        var next = Cursor.Skip(Cursor.At + 1, Cue.Each);
        if (Draft.Groups.Count == 0 || !Draft.Outputs.Exists(output => output.IsAggregate) || Cursor[next + 1].Kind is not (ItemKind.Stop or ItemKind.Comma) || !IsGroup(Cursor[Cursor.At - 1]))
            return false;
        return Group(next);
    }

    private bool IsGroup(Item item) => item.Kind switch
    {
        ItemKind.Table => Draft.Groups[^1].Table is { } table && item.Tables.Any(match => match.Table == table),
        ItemKind.Column => Draft.Groups[^1].Mention?.Text == item.Text,
        _ => Draft.Groups[^1].Span is not null && _spans.Of(item) is not null,
    };

    /// <summary>"the number of orders by country", "revenue by country"; behind a verb it says by whom.</summary>
    public bool TryBy() =>
        (Draft.Outputs.Exists(output => output.IsAggregate) || IsAmount(Draft)) && Draft.Groups.Count == 0 && !Cursor[Cursor.At - 1].IsVerb && owners.TryGroupBy();

    /// <summary>One number of each row is asked for.</summary>
    public static bool IsAmount(Draft draft) => draft.Outputs is [Output.Column { Mention.Candidates: [{ Column: { IsNumber: true, IsKey: false } }, ..] }];
}
