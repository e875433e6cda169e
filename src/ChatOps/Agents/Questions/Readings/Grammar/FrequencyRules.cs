using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>"the most common type", "dogs of the rarest breed": values by how many rows have them.</summary>
internal sealed class FrequencyRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    /// <summary>"the most common type", "visited most often".</summary>
    public bool Read(bool most)
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of);
        if (Draft.Outputs.Count > 0 && Cursor[at].Kind is ItemKind.Column or ItemKind.Table && Cursor[Cursor.At - 1].IsFiller)
            return OfFrequent(most, at);
        Draft.Extremes.Add(new Extreme(new Output.CountRows(null, false), most, state.TakeRows(), state.Scope ?? Draft.Head));
        Cursor.At = at;
        return true;
    }

    /// <summary>"dogs of the rarest breed": all rows of that value.</summary>
    private bool OfFrequent(bool most, int at)
    {
        var item = Cursor[at];
        var mention = item.Kind == ItemKind.Column ? state.Mention(item) : Reference(item.Tables[0].Table);
        if (mention is null)
            return false;
        state.Add(new Condition.Compare(mention, "=", new Operand.Commonest(most)));
        Cursor.At = at + 1;
        return true;
    }

    /// <summary>The column of what is spoken of that refers to a table.</summary>
    private ColumnMention? Reference(TableNode table)
    {
        var column = (state.Scope ?? Draft.Head)?.Columns.FirstOrDefault(column => column.IsReference && table.Key is { } key && column.Words.Intersect(key.Words).Any());
        return column is null ? null : new ColumnMention([new ColumnMatch(column, 0.9)], column.Table, column.Table, column.Name);
    }
}
