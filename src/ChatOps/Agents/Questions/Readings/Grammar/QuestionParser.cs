using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>
/// Reads items from left to right into a draft. A question is a head (what is asked for), then conditions, groups and an order in any sequence;
/// each rule looks at the items ahead and takes what it understands. The division into items, candidates and a ranked choice follows NaLIR (Li and
/// Jagadish 2014) and ATHENA (Saha et al. 2016).
/// </summary>
internal sealed class QuestionParser
{
    private readonly ParseState _state;
    private readonly OutputRules _outputs;
    private readonly MeasureRules _measures;
    private readonly ConditionRules _conditions;
    private readonly OrderRules _orders;

    private QuestionParser(IReadOnlyList<Item> items, SchemaNames names)
    {
        _state = new ParseState(new Cursor(Said(items, names)), names);
        _state.Draft.Penalty += ParseState.LooseVerb * (items.Count - _state.Cursor.Count);
        _outputs = new OutputRules(_state);
        _measures = new MeasureRules(_state);
        _conditions = new ConditionRules(_state);
        _orders = new OrderRules(_state);
    }

    public static Draft Parse(IReadOnlyList<Item> items, SchemaNames names)
    {
        var parser = new QuestionParser(items, names);
        var cursor = parser._state.Cursor;
        while (!cursor.IsAtEnd)
        {
            parser.Sentence();
            cursor.At++;
        }

        parser._state.Draft.Ways.AddRange(items.Where(item => item.Is(Cue.Glue)).SelectMany(names.WaysOf));
        parser.Finish();
        return parser._state.Draft;
    }

    /// <summary>Verbs and adjectives that nothing is known of stand between the words that say something; rules look across them.</summary>
    private static IReadOnlyList<Item> Said(IReadOnlyList<Item> items, SchemaNames names) =>
        [.. items.Where((item, at) => item.Kind != ItemKind.Unknown || !names.IsMinor(item) || SaysWhich(items, at) || (at > 0 && items[at - 1].IsAny(Cue.Contains, Cue.StartsWith, Cue.EndsWith, Cue.TextPart, Cue.Named)))];

    /// <summary>"cancelled orders", "cards that have expired": nothing else says which ones are meant, so it cannot be passed over.</summary>
    private static bool SaysWhich(IReadOnlyList<Item> items, int at)
    {
        var next = at + 1 < items.Count ? items[at + 1] : null;
        if (at == 0 || items[at - 1].IsFiller || items[at - 1].IsAny(Cue.HowMany, Cue.Count, Cue.Which, Cue.Each, Cue.Of))
            return next?.Kind == ItemKind.Table;
        return next is null or { Kind: ItemKind.Stop } && items[at - 1].IsAny(Cue.That, Cue.Verb, Cue.Not);
    }

    private void Sentence()
    {
        var cursor = _state.Cursor;
        var end = cursor.SentenceEnd(cursor.At);
        if (IsRemark(cursor.At, end))
        {
            cursor.At = end;
            return;
        }

        var (before, start) = (_state.Draft.Outputs, cursor.At);
        if (start > 0)
            Begin(before);
        while (cursor.At < end)
            Step();
        if (start > 0)
            Settle(before, IsAlso(start, end));
    }

    private void Begin(List<Output> before)
    {
        LeaveOver();
        _state.CloseGroup();
        _state.Selecting = true;
        _state.Alternative = _state.Negated = false;
        _state.Draft.Outputs = [];
        if (before.Count > 0 && _state.Draft.Head is not null)
            _state.Scope = _state.Draft.Head;
    }

    /// <summary>"Which shop has the most employees? Give me the shop name.": the second sentence says what is asked for.</summary>
    private void Settle(List<Output> before, bool also)
    {
        var draft = _state.Draft;
        if (draft.Outputs.Count == 0)
            draft.Outputs = before;
        else if (also)
            draft.Outputs = [.. before.Where(output => output is not Output.Rows), .. draft.Outputs];
        else if (before.Exists(output => output.IsAggregate) && before.Exists(output => !output.IsAggregate || draft.Groups.Count > 0) && !draft.Outputs.Exists(output => output.IsAggregate))
            draft.Outputs.AddRange(before.Where(output => output.IsAggregate));
    }

    private bool IsAlso(int from, int end) => Enumerable.Range(from, end - from).Any(at => _state.Cursor[at].Is(Cue.Also));

    private bool IsRemark(int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            if (_state.Cursor[at].Is(Cue.Note))
                return true;
        }

        return false;
    }

    private void Step()
    {
        if (_orders.Try() || _measures.TryMeasure() || (_state.Selecting && _outputs.Try()) || _conditions.Try() || _outputs.TryResume())
            return;
        _state.Skip();
    }

    /// <summary>"open tickets per agent" are as many as there are, "revenue per year" is all of it; where rows were to be listed, that is in doubt.</summary>
    private void PutTogether()
    {
        var draft = _state.Draft;
        if (draft.Groups.Count == 0 || draft.Extremes.Count > 0 || draft.Outputs is not [var only])
            return;
        var isListed = _state.Cursor[0].Is(Cue.Ask);
        if (only is Output.Rows { Table: var table })
        {
            draft.Outputs = [new Output.CountRows(table, false)];
            draft.Penalty += isListed ? 0.35 : 0.05;
        }
        else if (only is Output.Column { Mention: var mention } && mention.Candidates[0].Column is { IsNumber: true, IsKey: false } measure && draft.Groups.TrueForAll(key => IsOfSeveral(key, measure)))
        {
            draft.Outputs = [new Output.Aggregate(Sql.AggregateKind.Sum, mention)];
            draft.Penalty += draft.Groups.Exists(key => key.Mention is not null && key.Span is null) ? 0.2 : 0.05;
        }
    }

    private static bool IsOfSeveral(GroupKey key, Graph.ColumnNode measure) =>
        key.Span is not null || (key.Table is { } owner ? owner != measure.Table : key.Mention!.Candidates[0].Column is { IsUnique: false, IsNumber: false });

    /// <summary>A "not" that nothing followed was not understood.</summary>
    private void LeaveOver()
    {
        if (_state.Negated)
            _state.Draft.Penalty += 0.4;
    }

    private void Finish()
    {
        LeaveOver();
        if (_state.Dangling is { } dangling)
            _state.Draft.Penalty += ParseState.LeftOver * dangling.Quality;
        if (_state.Counting)
            _state.Draft.Outputs.Add(new Output.CountRows(null, false));
        PutTogether();
        _measures.Finish();
        _orders.Finish();
    }
}
