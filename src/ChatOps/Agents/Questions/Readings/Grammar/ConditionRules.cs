using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Which rows are meant: comparisons, values, links to other tables, and what must not be.</summary>
internal sealed class ConditionRules
{
    private readonly ParseState _state;
    private readonly OperandRules _operands;
    private readonly ExtremeRules _extremes;
    private readonly OwnerRules _owners;
    private readonly TextRules _texts;
    private readonly NumberRules _numbers;
    private readonly FigureRules _figures;
    private readonly GroupRules _groups;
    private readonly RelationRules _relations;

    public ConditionRules(ParseState state)
    {
        _state = state;
        _operands = new OperandRules(state);
        _extremes = new ExtremeRules(state);
        _owners = new OwnerRules(state);
        _texts = new TextRules(state);
        _numbers = new NumberRules(state, _operands);
        _relations = new RelationRules(state);
        _groups = new GroupRules(state, _owners);
        _figures = new FigureRules(state, _operands);
    }

    private Cursor Cursor => _state.Cursor;

    private Draft Draft => _state.Draft;

    public bool Try()
    {
        var item = Cursor.Current;
        return item.Kind switch
        {
            ItemKind.Column => TryColumn(item),
            ItemKind.Value => _texts.TryValue(item),
            ItemKind.Quoted => _texts.TryQuoted(item),
            ItemKind.Number => _numbers.TryNumber(item),
            ItemKind.Period => _numbers.TryPeriod(item),
            ItemKind.Table => TryTable(item),
            ItemKind.Degree => Comparisons.OperatorOf(item) is not null ? _numbers.TryComparison(item, null) : _extremes.Try(),
            ItemKind.Cue => TryCue(item),
            _ => false,
        };
    }

    private bool TryCue(Item item)
    {
        if (Comparisons.OperatorOf(item) is not null)
            return _numbers.TryComparison(item, null);
        if (item.IsAny(Cue.OrMore, Cue.OrLess) && Cursor[Cursor.Skip(Cursor.At + 1, Cue.Than)].Kind == ItemKind.Number)
            return Otherwise(item);
        if (item.Is(Cue.Between))
            return _numbers.TryBetween(null, Cursor.At);
        if (item.Is(Cue.Contains) && IsPatternDone())
            return Take(() => { });
        // "playlists that contain rock tracks": no text is meant, they have such rows.
        if (item.Is(Cue.Contains) && Cursor[Cursor.Skip(Cursor.At + 1)].Kind == ItemKind.Value && Cursor[Cursor.Skip(Cursor.At + 1) + 1].Kind == ItemKind.Table)
            return Take(() => { });
        if (item.IsAny(Cue.Contains, Cue.StartsWith, Cue.EndsWith, Cue.Named) || (item.Is(Cue.TextPart) && Cursor[Cursor.At + 1].Kind is ItemKind.Quoted or ItemKind.Value))
            return _texts.TryPattern(null, Cursor.At);
        if (item.Is(Cue.Empty) && _state.Dangling is { } dangling)
            return Take(() => Empty(dangling));
        if (_figures.Try(item))
            return true;
        if (item.IsAny(Cue.Frequent, Cue.Rare, Cue.Top, Cue.Bottom, Cue.Ordinal))
            return _extremes.Try();
        if (item.Is(Cue.Each))
            return _groups.TryEach();
        if (item.Is(Cue.By) && _groups.TryBy())
            return true;
        return Connect(item);
    }

    /// <summary>"after 2013 or before 2008": two words that elsewhere widen a number.</summary>
    private bool Otherwise(Item item)
    {
        _state.Alternative = true;
        return _numbers.TryComparison(item with { Cues = item.Is(Cue.OrMore) ? [Cue.Greater, Cue.After] : (HashSet<Cue>)[Cue.Less, Cue.Before] }, null);
    }

    /// <summary>In German the verb comes last: "die das Wort Hey enthält".</summary>
    private bool IsPatternDone() => Draft.Clauses.Count > 0 && Draft.Clauses[^1][^1] is Condition.Compare { Operator: "LIKE" };

    private bool Connect(Item item)
    {
        if (item.IsAny(Cue.Not, Cue.Without) && NotYet() is { } missing)
            return missing;
        if (item.Is(Cue.Not) && Draft.Clauses.Count > 0 && (Cursor[Cursor.At + 1].IsVerb || Cursor[Cursor.At + 1].Kind is ItemKind.Stop) && Cursor[Cursor.At - 1].Kind is ItemKind.Value or ItemKind.Quoted or ItemKind.Number or ItemKind.Table)
            return Take(_state.Deny);
        if (item.IsAny(Cue.Without, Cue.Except, Cue.Not, Cue.Neither))
            return Take(() => _state.Negated = true);
        if (item.Is(Cue.Both))
            return Take(() => Draft.Both = true);
        if (item.Is(Cue.But))
            return Take(_state.CloseGroup);
        if (item.Is(Cue.Or))
            return Take(() => _state.Alternative = true);
        if (item.Is(Cue.And) && _groups.TryFurther())
            return true;
        if (item.Is(Cue.And) && Cursor[Cursor.At + 1].IsAny(Cue.Verb, Cue.That, Cue.Whose, Cue.With, Cue.Not, Cue.Without, Cue.Glue))
            return Take(_state.CloseGroup);
        return false;
    }

    private bool TryTable(Item item)
    {
        if (_relations.Try(item))
            return true;
        var table = item.Tables[0].Table;
        var at = Cursor.At + (Cursor[Cursor.At + 1].Kind == ItemKind.Possessive ? 2 : 1);
        if (Cursor[at].Kind == ItemKind.Column && Cursor[at].Columns.Any(match => match.Column.Table == table))
        {
            _state.Name(table);
            Cursor.At = at;
            return TryColumn(Cursor.Current, table);
        }

        if (table != Draft.Head || _state.Negated)
        {
            if (!(_state.Negated && table == Draft.Head))
                _state.Add(new Condition.Linked(table));
            // A table in a list of things asked for is more likely the column of that name.
            if (Draft.Outputs.Count > 0 && (Cursor[Cursor.At - 1].Is(Cue.And) || Cursor[Cursor.At - 1].Kind == ItemKind.Comma || (Cursor[Cursor.At - 1].IsFiller && Cursor[Cursor.At - 2].Is(Cue.And))))
                Draft.Penalty += 0.12;
        }

        _state.Name(table);
        Cursor.At++;
        return true;
    }

    private bool TryColumn(Item item, TableNode? owner = null)
    {
        // "the state whose name contains ...": the name of a column's value is the value.
        var isName = _state.Dangling is not null && Cursor[Cursor.At - 1].Is(Cue.Whose) && _state.Names.IsName(item.Text);
        var mention = isName ? _state.Mention(_state.Dangling!) : _state.Mention(item, owner);
        if (isName)
            _state.Dangling = null;
        var at = Cursor.At + 1;
        var negated = false;
        while (Cursor[at].IsFiller || Cursor[at].IsAny(Cue.Verb, Cue.Their, Cue.Not, Cue.Of, Cue.Without, Cue.Either, Cue.Both) || (Cursor[at].IsAny(Cue.With, Cue.In, Cue.That, Cue.By) && Cursor[at + 1].Kind is ItemKind.Quoted or ItemKind.Number))
        {
            if (Comparisons.Begins(Cursor[at]))
                break;
            negated |= Cursor[at].IsAny(Cue.Not, Cue.Without);
            at++;
        }

        _state.Negated |= negated;
        if (TryCompared(mention, at))
            return true;
        if (!negated && _state.Negated && item.Quality >= 0.9 && mention.Candidates[0].Column.Truth is null && IsWithout() && Cursor[Cursor.Skip(at)].Kind is not (ItemKind.Table or ItemKind.Value))
            return Missing(mention);
        if (negated)
            _state.Negated = false;
        if (mention.Candidates[0].Column.Truth is not null)
        {
            _state.Negated |= negated;
            // Part of a name is little to build a condition on.
            Draft.Penalty += 0.6 * (1 - mention.Candidates[0].Score);
            _state.Add(new Condition.IsTrue(mention));
            Cursor.At++;
            return true;
        }

        return Leave(item);
    }

    private bool IsWithout()
    {
        var at = Cursor.At - 1;
        while (at > 0 && Cursor[at].IsFiller)
            at--;
        return Cursor[at].Is(Cue.Without);
    }

    /// <summary>"without an end date".</summary>
    private bool Missing(ColumnMention mention)
    {
        _state.Negated = false;
        // "no kids" is none of them, not an unknown number.
        _state.Add(mention.Candidates[0].Column is { IsNumber: true, IsKey: false } ? new Condition.Compare(mention, "=", new Operand.Value(0L)) : new Condition.IsEmpty(mention));
        Cursor.At++;
        return true;
    }

    private bool TryCompared(ColumnMention mention, int at)
    {
        var next = Cursor[at];
        if (Comparisons.OperatorOf(next) is not null)
            return _numbers.TryComparison(next, mention, at);
        if (next.Is(Cue.Between))
            return _numbers.TryBetween(mention, at);
        if (next.IsAny(Cue.Contains, Cue.StartsWith, Cue.EndsWith) || (next.Is(Cue.TextPart) && Cursor[at + 1].Kind is ItemKind.Quoted or ItemKind.Value))
            return _texts.TryPattern(mention, at);
        if (next.Is(Cue.Empty))
        {
            _state.Add(new Condition.IsEmpty(mention));
            Cursor.At = at + 1;
            return true;
        }

        return next.Kind switch
        {
            ItemKind.Value => _texts.TryHeld(mention, at),
            ItemKind.Quoted => _texts.TryEqual(mention, at),
            ItemKind.Number when at == Cursor.At + 1 || Cursor[at - 1].IsAny(Cue.Verb, Cue.Of) || Cursor[at - 1].IsFiller => _numbers.TryEqual(mention, at),
            ItemKind.Degree when next.Degree!.IsSuperlative && Cursor[Cursor.Skip(at + 1)].Kind is not (ItemKind.Column or ItemKind.Table or ItemKind.Value) => IsExtreme(mention, next.Degree, at),
            _ => false,
        };
    }

    /// <summary>"whose number of products is the largest".</summary>
    private bool IsExtreme(ColumnMention mention, Degree degree, int at)
    {
        Draft.Extremes.Add(new Extreme(new Output.Column(mention), degree.IsHigh, _state.Rows ?? 1, _state.Scope ?? Draft.Head));
        _state.Rows = null;
        Cursor.At = at + 1;
        return true;
    }

    private bool Leave(Item item)
    {
        if (_state.Dangling is { } before)
            Draft.Penalty += ParseState.LeftOver * before.Quality;
        _state.Dangling = item;
        Cursor.At++;
        return true;
    }

    /// <summary>"that have not been sold": the day of it is missing.</summary>
    private bool? NotYet()
    {
        var at = Cursor.Skip(Cursor.At + 1, Cue.Verb);
        var scope = _state.Scope ?? Draft.Head;
        if (!Cursor[at].Is(Cue.Glue) || Cursor[Cursor.Skip(at + 1)].Kind != ItemKind.Stop)
            return null;
        var days = _state.Names.ColumnsOf(Cursor[at]).Where(match => match.Column.Table == scope && match.Column is { Class: ValueClass.Date, Column.Nullable: true }).ToList();
        if (days.Count == 0)
            return null;
        // The day is proof enough that the verb is not passed over.
        Draft.Penalty -= ReadingSearch.PerDoubt * (1 - Cursor[at].Quality);
        _state.Add(new Condition.IsEmpty(new ColumnMention(days, scope, scope, Cursor[at].Text)));
        Cursor.At = at + 1;
        return true;
    }

    private void Empty(Item dangling)
    {
        _state.Add(new Condition.IsEmpty(_state.Mention(dangling)));
        _state.Dangling = null;
    }

    private bool Take(Action action)
    {
        action();
        Cursor.At++;
        return true;
    }
}
