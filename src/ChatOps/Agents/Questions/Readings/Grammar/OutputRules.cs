using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>What is asked for: columns, rows, counts and figures.</summary>
internal sealed class OutputRules(ParseState state)
{
    private readonly ExtremeRules _extremes = new(state);

    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    /// <summary>Takes what stands at the cursor where it is asked for; false where it is not.</summary>
    public bool Try()
    {
        var item = Cursor.Current;
        return item.Kind switch
        {
            ItemKind.Column => TryQuality(item) || TryColumn(item, null),
            ItemKind.Number => TryRows(item),
            ItemKind.Value => CountHolders(item),
            ItemKind.Table => TryTable(item),
            ItemKind.Cue or ItemKind.Degree => TryFigure(item) || _extremes.Try() || TryCue(item),
            _ => false,
        };
    }

    /// <summary>"how old", and the verb of "how much does it cost": where it stands says nothing.</summary>
    public bool TryMeasure()
    {
        var item = Cursor.Current;
        return item.Kind == ItemKind.Measure && Take(() => state.Measure = item.Measure);
    }

    /// <summary>After conditions, one more thing is asked for: "... and the number of its concerts".</summary>
    public bool TryResume()
    {
        var item = Cursor.Current;
        if (Draft.Outputs.Count == 0 || !(item.Kind == ItemKind.Comma || item.IsAny(Cue.And, Cue.Along)))
            return false;
        var next = Cursor.Skip(Cursor.At + 1, Cue.Their, Cue.And, Cue.Along, Cue.Distinct);
        if (!IsAsked(next))
            return false;
        state.Selecting = true;
        state.CloseGroup();
        Cursor.At = next;
        return true;
    }

    public void Finish()
    {
        var owner = Draft.Head ?? Draft.Outputs.OfType<Output.Column>().Select(column => column.Mention.Candidates[0].Column.Table).FirstOrDefault() ?? state.Scope;
        if (state.Measure.Count > 0 && owner is { } table)
        {
            var found = state.Names.Hinted(table, state.Measure);
            if (found.Count > 0)
                AddMeasure(new ColumnMention(found, table, table, found[0].Column.Name));
            else
                Draft.Penalty += 0.6;
        }

        else if (state.Measuring && state.Dangling is { } measure)
        {
            AddMeasure(state.Mention(measure));
            Draft.Penalty -= ParseState.LeftOver * measure.Quality;
        }
        else if (state.Measuring && !Draft.Outputs.Exists(output => output is Output.Column))
        {
            Draft.Penalty += 0.4;
        }

        // A count takes the place of the rows that were named before it.
        if (Draft.Outputs.Count > 1 && Draft.Outputs.Exists(output => output is Output.Column) && Draft.Outputs.Exists(output => output is Output.Asked))
            Draft.Outputs.RemoveAll(output => output is Output.Asked);
    }

    // Rows that were named on the way to the measure are whose it is.
    private void AddMeasure(ColumnMention mention)
    {
        if (state.Measuring && Draft.Outputs.Count == 1)
            Draft.Outputs.Clear();
        Draft.Outputs.RemoveAll(output => output is Output.Rows);
        Draft.Outputs.Add(new Output.Column(mention));
    }

    private bool IsAsked(int at)
    {
        var item = Cursor[at];
        if (item.Kind == ItemKind.Measure && item.Length > 1)
            return true;
        if (item.Kind == ItemKind.Cue && item.IsAny(Cue.Count, Cue.HowMany, Cue.HowMuch, Cue.Average, Cue.Sum, Cue.Minimum, Cue.Maximum))
            return true;
        if (item.Kind == ItemKind.Table)
            at += Cursor[at + 1].Kind == ItemKind.Possessive ? 2 : 1;
        var next = Cursor[Cursor.Skip(at + 1, Cue.Verb)];
        return Cursor[at].Kind == ItemKind.Column && !Comparisons.Begins(next) && next.Kind is not (ItemKind.Value or ItemKind.Number or ItemKind.Quoted)
            && !(next.Kind == ItemKind.Degree && Cursor[at + 1].IsVerb);
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
        if (item.IsAny(Cue.Of, Cue.For, Cue.In, Cue.Each) && !IsRelative(item) && TryOwner())
            return true;
        if (item.Is(Cue.Each) && Cursor[Cursor.Skip(Cursor.At + 1)].Kind is ItemKind.Stop or ItemKind.Comma)
            return Take(() => Draft.EachRow = true);
        if (item.Is(Cue.Each) && Draft.Outputs.Count == 0 && Cursor[Cursor.Skip(Cursor.At + 1)].Kind is ItemKind.Table or ItemKind.Column)
            return TryLeadingGroup();
        if (item.Is(Cue.By) && Draft.Outputs.Exists(output => output.IsAggregate) && TryGroupBy())
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

    /// <summary>"how many dogs", where dog is a kind of pet: the value says which ones, and its table what is counted.</summary>
    private bool CountHolders(Item item)
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

    /// <summary>"the 3 countries": so many rows are asked for.</summary>
    private bool TryRows(Item item)
    {
        var next = Cursor[Cursor.Skip(Cursor.At + 1)];
        return Draft.Outputs.Count == 0 && !state.Counting && item.Number is > 1 and <= 1000 && next.Kind == ItemKind.Table && Take(() => state.Rows = (int)item.Number!.Value);
    }

    /// <summary>"official languages": a column of yes and no says which ones are meant.</summary>
    private bool TryQuality(Item item)
    {
        if (item.Columns[0].Column.Truth is null || Cursor[Cursor.At + 1].Kind is not (ItemKind.Table or ItemKind.Column))
            return false;
        return Take(() => state.Add(new Condition.IsTrue(state.Mention(item))));
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

    /// <summary>"For each country, ...".</summary>
    private bool TryLeadingGroup()
    {
        var at = Cursor.Skip(Cursor.At + 1);
        var item = Cursor[at];
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
    private bool TryGroupBy()
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Each, Cue.Their);
        var item = Cursor[at];
        if (item.Kind is not (ItemKind.Column or ItemKind.Table) || Cursor[at + 1].Kind is ItemKind.Value or ItemKind.Quoted)
            return false;
        Group(item);
        Cursor.At = at + 1;
        return true;
    }

    public void Group(Item item)
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

    /// <summary>"of the singers": whose the columns are that were asked for before.</summary>
    private bool TryOwner()
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

    // "the name of the series": one column, not two.
    private static bool IsPlainName(ColumnMention named, Item item) =>
        named.Candidates.Any(match => match.Column.Words.Count > 0 && item.Columns.Any(other => other.Column == match.Column));

    private void Own(TableNode table)
    {
        var counts = Draft.Outputs.TrueForAll(output => output is Output.CountRows);
        for (var index = 0; index < Draft.Outputs.Count; index++)
            Draft.Outputs[index] = WithOwner(Draft.Outputs[index], table);
        if (Draft.Head is null)
            Draft.Head = table;
        else if (Draft.Head != table && counts)
            state.Add(new Condition.Linked(table));
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

    private bool TryColumn(Item item, TableNode? owner)
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

    private bool TryTable(Item item)
    {
        var table = item.Tables[0].Table;
        var at = Cursor.At + (Cursor[Cursor.At + 1].Kind == ItemKind.Possessive ? 2 : 1);
        var column = Cursor[Cursor.Skip(at)];
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

    private bool IsEnumerated() =>
        (Cursor[Cursor.At - 1].Is(Cue.And) || Cursor[Cursor.At - 1].Kind == ItemKind.Comma) && Draft.Outputs.TrueForAll(output => output is Output.Rows);

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

        at = Cursor.Skip(at, Cue.Of, Cue.Count, Cue.Their);
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
