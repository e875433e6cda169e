using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Parts of a whole and means of counts: "what percentage of the orders is open", "the average number of orders per customer".</summary>
internal sealed class ShareRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool Try(Item item)
    {
        if (item.Kind != ItemKind.Cue || Draft.Outputs.Count > 0)
            return false;
        if (item.Is(Cue.Percent))
            return Share();
        return item.Is(Cue.Average) && CountPer();
    }

    private bool Share()
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of, Cue.Their, Cue.Sum, Cue.Count);
        if (Cursor[at].Kind == ItemKind.Table)
        {
            var table = Cursor[at].Tables[0].Table;
            Draft.Outputs.Add(new Output.Share(table));
            Draft.Head ??= table;
            state.Name(table);
            state.Selecting = false;
        }
        else if (Cursor[at].Kind == ItemKind.Column && Cursor[at].Columns[0].Column is { IsNumber: true, IsKey: false })
        {
            Draft.Outputs.Add(new Output.ShareOf(state.Mention(Cursor[at])));
        }
        else
        {
            return false;
        }

        state.Measuring = false;
        Cursor.At = at + 1;
        return true;
    }

    private bool CountPer()
    {
        var count = Cursor.Skip(Cursor.At + 1, Cue.Of);
        var counted = Cursor.Skip(count + 1, Cue.Of);
        var each = Cursor.Skip(counted + 1, Cue.Verb, Cue.Glue);
        if (!Cursor[count].Is(Cue.Count) || Cursor[counted].Kind != ItemKind.Table || !Cursor[each].Is(Cue.Each))
            return false;
        var whose = Cursor.Skip(each + 1, Cue.Of);
        if (Cursor[whose].Kind != ItemKind.Table)
            return false;
        var (table, owner) = (Cursor[counted].Tables[0].Table, Cursor[whose].Tables[0].Table);
        Draft.Outputs.Add(new Output.CountPer(table, owner));
        Draft.Head ??= table;
        state.Name(table);
        Cursor.At = whose + 1;
        state.Selecting = false;
        return true;
    }
}
