using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>"the oldest singer", "the most concerts", "the top 3": the first rows in some order.</summary>
internal sealed class ExtremeRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool Try()
    {
        var item = Cursor.Current;
        if (item.IsAny(Cue.Top, Cue.Bottom) && item.Kind == ItemKind.Cue && Cursor[Cursor.At + 1] is { Kind: ItemKind.Number, Number: { } rows })
        {
            (state.Rows, state.RowsFromBelow) = ((int)rows, item.Is(Cue.Bottom));
            Cursor.At += 2;
            return true;
        }

        if (item.Is(Cue.Ordinal))
            return Placed((int)item.Number!.Value);
        if (item.IsAny(Cue.Frequent, Cue.Rare))
            return new FrequencyRules(state).Read(item.Is(Cue.Frequent));
        return item.Degree is { IsSuperlative: true } degree && Superlative(item, degree);
    }

    /// <summary>"the second largest": what comes behind the first.</summary>
    private bool Placed(int place)
    {
        var at = Cursor.Skip(Cursor.At + 1);
        if (Cursor[at].Degree is not { IsSuperlative: true } && !Cursor[at].IsAny(Cue.Frequent, Cue.Rare))
            return false;
        Draft.Place = place;
        Cursor.At = at;
        return true;
    }

    private bool Superlative(Item item, Degree degree)
    {
        if (Cursor[Cursor.At + 1].Is(Cue.Top) && Cursor[Cursor.At + 2].Kind is ItemKind.Stop or ItemKind.Comma)
            return IsFirst(degree);
        var at = Cursor.Skip(Cursor.At + 1, Cue.Of, Cue.Glue);
        if (Cursor[at].Kind == ItemKind.Number && Cursor[at].Number is > 1 and < 1000)
        {
            state.Rows = (int)Cursor[at].Number!.Value;
            at = Cursor.Skip(at + 1, Cue.Of);
        }

        if (ParseState.FigureOf(Cursor[at]) is AggregateKind.Sum or AggregateKind.Average && Cursor[Cursor.Skip(at + 1, Cue.Of, Cue.Count)] is { Kind: ItemKind.Column })
            return OfFigure(degree, at);
        var counts = item.IsAny(Cue.Most, Cue.Fewest);
        if (Cursor[at].Is(Cue.Count))
            (counts, at) = (true, Cursor.Skip(at + 1, Cue.Of, Cue.Distinct));
        var next = Cursor[at];
        return next.Kind switch
        {
            ItemKind.Table when counts => Counted(degree, at),
            ItemKind.Table when degree.IsPlain && Cursor[at + 1].Kind == ItemKind.Column && Cursor[at + 1].Columns[0].Column is { IsKey: false } named && IsMeasure(named) => Measured(degree, at + 1, next.Tables[0].Table),
            ItemKind.Table => Described(degree, at),
            ItemKind.Column when counts && (!next.Columns[0].Column.IsNumber || state.Names.Moments.Any(moment => moment.Column == next.Columns[0].Column)) => Counted(degree, at),
            ItemKind.Column when IsMeasure(next.Columns[0].Column) && (degree.IsPlain || IsAbout(next.Columns[0].Column, degree)) => Measured(degree, at, null),
            ItemKind.Column => OfColumn(degree, at),
            ItemKind.Value => OfValue(degree, at),
            _ => Alone(degree, at),
        };
    }

    /// <summary>"..., most expensive first": a direction, and all rows.</summary>
    private bool IsFirst(Degree degree)
    {
        if (Draft.Orders.Count == 0 && (Draft.Head ?? state.Scope) is { } table && state.Hinted(table, degree) is { } hinted)
            Draft.Orders.Add(new SortKey(new Output.Column(hinted.Mention)) { Descending = hinted.Descending });
        foreach (var key in Draft.Orders)
            key.Descending = degree.IsHigh;
        Draft.Penalty += Draft.Orders.Count == 0 ? 0.4 : 0;
        Cursor.At += 2;
        return true;
    }

    /// <summary>"the highest average price".</summary>
    private bool OfFigure(Degree degree, int at)
    {
        var column = Cursor.Skip(at + 1, Cue.Of, Cue.Count);
        var by = new Output.Aggregate(ParseState.FigureOf(Cursor[at])!.Value, state.Mention(Cursor[column]));
        Draft.Extremes.Add(new Extreme(by, degree.IsHigh, state.TakeRows(), state.Scope ?? Draft.Head));
        Draft.Penalty += Draft.Outputs.Count == 0 ? 0.4 : 0;
        Cursor.At = column + 1;
        return true;
    }

    private bool IsAbout(ColumnNode column, Degree degree) =>
        state.Names.Hinted(column.Table, [.. degree.Of, .. degree.Against]).Any(match => match.Column == column);

    private static bool IsMeasure(ColumnNode column) => column.Class is ValueClass.Number or ValueClass.Date && !column.IsKey;

    /// <summary>"the most concerts".</summary>
    private bool Counted(Degree degree, int at)
    {
        // "the most awards", where a column tells of awards: so many rows of its table.
        var table = Cursor[at].Kind == ItemKind.Table ? Cursor[at].Tables[0].Table : Cursor[at].Columns[0].Column.Table;
        // "borders the most states": what relates them is counted.
        if (table == (state.Scope ?? Draft.Head) && Draft.Clauses is [.., [Condition.Linked { Table: var relation }]] && state.Names.Relates(relation, table))
            table = relation;
        Draft.Extremes.Add(new Extreme(new Output.CountRows(table, false), degree.IsHigh, state.TakeRows(), state.Scope ?? Draft.Head));
        if (!Draft.Tables.Contains(table))
            Draft.Tables.Add(table);
        Cursor.At = at + 1;
        return true;
    }

    /// <summary>"the highest capacity": an order where something else is asked for, else the figure itself.</summary>
    private bool Measured(Degree degree, int at, TableNode? owner)
    {
        var mention = state.Mention(Cursor[at], owner);
        var followed = Cursor[Cursor.Skip(at + 1)];
        Cursor.At = at + 1;
        if (state.Selecting && Draft.Outputs.Count == 0 && followed.Kind != ItemKind.Table && Draft.Place > 1)
        {
            // The second highest salary is that of those who have not the highest.
            Draft.Outputs.Add(new Output.Column(mention));
            Draft.Distinct = true;
        }
        else if (state.Selecting && Draft.Outputs.Count == 0 && followed.Kind != ItemKind.Table && state.Rows is null)
        {
            Draft.Outputs.Add(new Output.Aggregate(degree.IsHigh ? AggregateKind.Maximum : AggregateKind.Minimum, mention));
            return true;
        }

        if (state.Selecting && Draft.Outputs.Count > 0 && Cursor[at + 1].IsAny(Cue.Of, Cue.For, Cue.Each) && !Draft.Outputs.Exists(output => output is Output.Rows))
        {
            Draft.Outputs.Add(new Output.Aggregate(degree.IsHigh ? AggregateKind.Maximum : AggregateKind.Minimum, mention));
            return true;
        }

        // "the most money in total" adds up.
        var totals = Cursor[at + 1].Is(Cue.Sum) || state.Totalling;
        if (Cursor[at + 1].Is(Cue.Sum))
            Cursor.At++;
        state.Totalling = false;
        Output by = totals ? new Output.Aggregate(AggregateKind.Sum, mention) : new Output.Column(mention);
        Draft.Extremes.Add(new Extreme(by, degree.IsHigh, state.TakeRows(), state.Scope ?? Draft.Head));
        return true;
    }

    /// <summary>"the youngest singer".</summary>
    private bool Described(Degree degree, int at)
    {
        var table = Cursor[at].Tables[0].Table;
        if (!AddHinted(table, degree))
            Draft.Penalty += 0.5;
        // "the oldest dog's name" and "of the oldest dog" ask for something of it; else its rows are asked for.
        Cursor.At = at;
        if (!state.Selecting || Draft.Outputs.Count > 0)
        {
            Draft.Head ??= table;
            if (Draft.Head != table)
                state.Add(new Condition.Linked(table));
            state.Name(table);
            Cursor.At++;
        }

        return true;
    }

    private bool OfColumn(Degree degree, int at)
    {
        var column = Cursor[at].Columns[0].Column;
        // "the largest capital": what is large of it, nobody said.
        Draft.Penalty += degree.IsPlain ? 0.3 : 0;
        if (!AddHinted(column.Table, degree))
            Draft.Penalty += 0.4;
        Cursor.At = at;
        if (!state.Selecting || Draft.Outputs.Count > 0)
            Cursor.At++;
        return true;
    }

    /// <summary>"the youngest dog", where dog is a kind of pet.</summary>
    private bool OfValue(Degree degree, int at)
    {
        foreach (var table in Cursor[at].Values.Select(value => value.Column.Table).Distinct())
        {
            if (!AddHinted(table, degree))
                continue;
            state.Name(table);
            Cursor.At = at;
            return true;
        }

        return false;
    }

    /// <summary>"ordered ... the oldest", "paid the most".</summary>
    private bool Alone(Degree degree, int at)
    {
        if (!degree.IsPlain && (state.Scope ?? Draft.Head) is { } table && AddHinted(table, degree))
        {
            Cursor.At = at;
            return true;
        }

        if (state.Dangling is { } dangling)
        {
            var mention = state.Mention(dangling);
            Draft.Extremes.Add(new Extreme(state.Totalling ? new Output.Aggregate(AggregateKind.Sum, mention) : new Output.Column(mention), degree.IsHigh, state.TakeRows(), state.Scope ?? Draft.Head));
            // "spent the most" may as well mean the sum.
            Draft.Penalty += state.Totalling ? 0 : 0.2;
            state.Totalling = false;
            state.Dangling = null;
            Cursor.At = at;
            return true;
        }

        if (!MeasuredByVerb(degree))
            Draft.Penalty += 0.5;
        Cursor.At = at;
        return true;
    }

    /// <summary>"spent the most on treatments", "am meisten für ... ausgegeben": the verb tells the column, and all that was spent is meant.</summary>
    private bool MeasuredByVerb(Degree degree)
    {
        var (from, end) = (Cursor.At, Cursor.SentenceEnd(Cursor.At));
        while (from > 0 && Cursor[from - 1].Kind is not (ItemKind.Stop or ItemKind.Comma))
            from--;
        var clause = Enumerable.Range(from, end - from).Select(at => Cursor[at]).ToList();
        var stems = clause.Where(item => item.IsVerb).Select(state.Names.MeasuredBy).FirstOrDefault(stems => stems.Count > 0);
        if (!degree.IsPlain || stems is null)
            return false;
        var tables = clause.Where(item => item.Kind == ItemKind.Table).Select(item => item.Tables[0].Table).Prepend(state.Scope ?? Draft.Head).OfType<TableNode>().Distinct();
        foreach (var table in tables)
        {
            var measures = state.Names.Hinted(table, stems).Where(match => match.Column is { IsNumber: true, IsKey: false }).ToList();
            if (measures.Count == 0)
                continue;
            Draft.Extremes.Add(new Extreme(new Output.Aggregate(AggregateKind.Sum, new ColumnMention(measures, table, table, measures[0].Column.Name)), degree.IsHigh, state.TakeRows(), state.Scope ?? Draft.Head));
            Draft.Penalty += state.Totalling ? 0 : 0.1;
            state.Totalling = false;
            return true;
        }

        return false;
    }

    private bool AddHinted(TableNode table, Degree degree)
    {
        if (state.Hinted(table, degree) is { } hinted)
        {
            Draft.Extremes.Add(new Extreme(new Output.Column(hinted.Mention), hinted.Descending, state.TakeRows(), table));
            return true;
        }

        if (OfNeighbour(table, degree))
            return true;
        var measures = table.Columns.Where(column => column.IsNumber && !column.IsKey).ToList();
        if (measures.Count != 1)
            return false;
        var only = new ColumnMention([new ColumnMatch(measures[0], 0.7)], table, table, measures[0].Name);
        Draft.Extremes.Add(new Extreme(new Output.Column(only), degree.IsHigh, state.TakeRows(), table));
        Draft.Penalty += 0.1;
        return true;
    }

    /// <summary>"the tallest player", where a player's height stands in the table of people.</summary>
    private bool OfNeighbour(TableNode table, Degree degree)
    {
        foreach (var parent in state.Names.Parents(table))
        {
            if (degree.IsPlain || state.Hinted(parent, degree) is not { } hinted)
                continue;
            Draft.Extremes.Add(new Extreme(new Output.Column(hinted.Mention), hinted.Descending, state.TakeRows(), parent));
            Draft.Penalty += 0.05;
            return true;
        }

        return false;
    }
}
