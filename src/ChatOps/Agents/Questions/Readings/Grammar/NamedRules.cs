using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Tables, columns and values where they are asked for.</summary>
internal sealed class NamedRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool TryTable(Item item)
    {
        var table = item.Tables[0].Table;
        var at = Cursor.At + (Cursor[Cursor.At + 1].Kind == ItemKind.Possessive ? 2 : 1);
        var column = Cursor[Cursor.Skip(at)];
        if (IsPredicate(table, Cursor.Skip(at)))
            state.Draft.Penalty += 0.3;
        if (column.Kind == ItemKind.Column && (at > Cursor.At + 1 || Cursor[at] == column) && column.Columns.Any(match => match.Column.Table == table))
        {
            Draft.Head ??= table;
            state.Name(table);
            Cursor.At = Cursor.Skip(at);
            if (TryColumn(column, table))
                return true;
            Cursor.At = at - 1;
        }

        if (state.Counting)
        {
            Draft.Outputs.Add(new Output.CountRows(table, state.CountingDistinct));
            state.Counting = state.CountingDistinct = false;
        }
        else if (Draft.Outputs.Count == 0 || IsEnumerated())
        {
            Draft.Outputs.Add(new Output.Rows(table));
        }
        else
        {
            return false;
        }

        Draft.Head ??= table;
        state.Name(table);
        Cursor.At++;
        // "Sängerinnen und Sänger": one table said twice.
        if (Cursor.Current.Is(Cue.And) && Cursor[Cursor.At + 1] is { Kind: ItemKind.Table } again && again.Tables[0].Table == table)
            Cursor.At += 2;
        return true;
    }

    public bool TryColumn(Item item, TableNode? owner)
    {
        var next = Cursor[Cursor.Skip(Cursor.At + 1, Cue.Verb)];
        if (!state.Counting && (Draft.Outputs.Count > 0 || Draft.Head is not null) && (Comparisons.Begins(next) || IsHeldIn(item, Cursor[Cursor.At + 1])))
            return false;
        if (!state.Counting && (Draft.Outputs.Count > 0 || state.Measure.Count > 0) && !IsJoinedOn())
        {
            state.Selecting = false;
            return false;
        }

        if (!state.Counting && next.Kind is ItemKind.Number or ItemKind.Quoted && Draft.Outputs.Count > 0)
            return false;
        var mention = state.Mention(item, owner);
        if (state.Counting)
            Count(mention);
        else
            Draft.Outputs.Add(new Output.Column(mention));
        Cursor.At++;
        TryFigureBehind(mention);
        return true;
    }

    /// <summary>"which river traverses the most states": a verb behind what does it is not asked for.</summary>
    private bool IsPredicate(TableNode table, int at) =>
        Cursor[at].Kind == ItemKind.Column && state.Names.IsVerb(Cursor[at]) && Cursor[Cursor.Skip(at + 1)].Kind is ItemKind.Degree or ItemKind.Table or ItemKind.Value
        && (Cursor[at].Columns[0].Column.Table == table || state.Names.Relates(Cursor[at].Columns[0].Column.Table, table));

    /// <summary>"official languages": a column of yes and no says which ones are meant.</summary>
    public bool TryQuality(Item item)
    {
        if (item.Columns[0].Column.Truth is null || Cursor[Cursor.At + 1].Kind is not (ItemKind.Table or ItemKind.Column))
            return false;
        return Take(() => state.Add(new Condition.IsTrue(state.Mention(item))));
    }

    /// <summary>"the 3 countries": so many rows are asked for.</summary>
    public bool TryRows(Item item)
    {
        var next = Cursor[Cursor.Skip(Cursor.At + 1)];
        return Draft.Outputs.Count == 0 && !state.Counting && item.Number is >= 1 and <= 1000 && next.Kind is ItemKind.Table or ItemKind.Column && Take(() => state.Rows = (int)item.Number!.Value);
    }

    /// <summary>"show order 17": nothing but a row is named, so all of it is asked for.</summary>
    public bool TryRow(Item item)
    {
        var column = item.Values[0].Column;
        if (state.Counting || Draft.Outputs.Count > 0 || Draft.Head is not null || column.Table.Key != column || Cursor[Cursor.At + 1].Kind != ItemKind.Stop)
            return false;
        Draft.Outputs.Add(new Output.Everything(column.Table));
        Draft.Head = column.Table;
        state.Name(column.Table);
        state.Selecting = false;
        return false;
    }

    /// <summary>"how many dogs", where dog is a kind of pet: the value says which ones, and its table what is counted.</summary>
    public bool CountHolders(Item item)
    {
        if (!state.Counting || Cursor[Cursor.At + 1].Kind is ItemKind.Table or ItemKind.Column)
            return false;
        var table = item.Values[0].Column.Table;
        Draft.Outputs.Add(new Output.CountRows(table, state.CountingDistinct));
        state.Counting = state.CountingDistinct = false;
        Draft.Head ??= table;
        state.Name(table);
        return false;
    }

    /// <summary>"el salario promedio": some languages say the figure behind its column.</summary>
    private void TryFigureBehind(ColumnMention mention)
    {
        if (ParseState.FigureOf(Cursor.Current) is not { } kind || Cursor[Cursor.Skip(Cursor.At + 1)].Kind is ItemKind.Column or ItemKind.Table || Draft.Outputs.Count == 0)
            return;
        Draft.Outputs[^1] = new Output.Aggregate(kind, mention);
        Cursor.At++;
    }

    private static bool IsHeldIn(Item column, Item value) => value.Kind == ItemKind.Value && value.Values.Any(held => column.Columns.Any(match => match.Column == held.Column));

    /// <summary>What stands before says that one more thing follows.</summary>
    private bool IsJoinedOn()
    {
        var at = Cursor.At - 1;
        while (at >= 0 && (Cursor[at].IsFiller && !Cursor[at].Is(Cue.Ask)))
            at--;
        return at < 0 || Cursor[at].Kind is ItemKind.Comma or ItemKind.Stop or ItemKind.Possessive or ItemKind.Table
            || Cursor[at].IsAny(Cue.And, Cue.Along, Cue.Ask, Cue.Their, Cue.Distinct, Cue.Which, Cue.Or, Cue.Each, Cue.Both, Cue.Also);
    }

    private void Count(ColumnMention mention)
    {
        var best = mention.Candidates[0].Column;
        Draft.Penalty += mention.Candidates[0].Score < 0.9 ? 0.1 : 0;
        var measure = best.IsNumber && !best.IsKey && !state.CountingDistinct;
        // "how many hours" adds them up.
        Draft.Outputs.Add(measure ? new Output.Aggregate(AggregateKind.Sum, mention) : new Output.CountValues(mention, Distinct: true));
        // "the number of different names and contents": both are counted.
        var goesOn = state.CountingDistinct && Cursor[Cursor.At + 1].Is(Cue.And) && Cursor[Cursor.Skip(Cursor.At + 2)].Kind == ItemKind.Column;
        if (!goesOn)
            state.Counting = state.CountingDistinct = false;
    }

    private bool IsEnumerated() =>
        (Cursor[Cursor.At - 1].Is(Cue.And) || Cursor[Cursor.At - 1].Kind == ItemKind.Comma) && Draft.Outputs.TrueForAll(output => output is Output.Rows);

    private bool Take(Action action)
    {
        action();
        Cursor.At++;
        return true;
    }
}
