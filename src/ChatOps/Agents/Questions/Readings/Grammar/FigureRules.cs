using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Figures over several rows where they say which ones are meant: "with an average salary above 8000", "whose total cost is lowest".</summary>
internal sealed class FigureRules(ParseState state, OperandRules operands)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    public bool Try(Item item)
    {
        if (item.Kind != ItemKind.Cue || ParseState.FigureOf(item) is not (AggregateKind.Sum or AggregateKind.Average) || ParseState.FigureOf(item) is not { } kind)
            return false;
        var column = Cursor.Skip(Cursor.At + 1, Cue.Of, Cue.Count, Cue.Their);
        return Cursor[column].Kind == ItemKind.Column ? OfColumn(kind, column) : Alone(kind);
    }

    private bool OfColumn(AggregateKind kind, int column)
    {
        var mention = state.Mention(Cursor[column]);
        var at = Cursor.Skip(column + 1, Cue.Verb, Cue.Of, Cue.Their);
        if (Cursor[at].Degree is { IsSuperlative: true } degree && Cursor[Cursor.Skip(at + 1)].Kind is not (ItemKind.Column or ItemKind.Table or ItemKind.Value))
        {
            Draft.Extremes.Add(new Extreme(new Output.Aggregate(kind, mention), degree.IsHigh, state.Rows ?? 1, state.Scope ?? Draft.Head));
            state.Rows = null;
            Cursor.At = at + 1;
            return true;
        }

        if (Comparisons.OperatorOf(Cursor[at]) is not { } comparison)
            return false;
        var end = at + 1;
        if (operands.Read(ref end) is not Operand.Value { Literal: not string } operand)
            return false;
        state.Add(new Condition.FigureIs(kind, mention, comparison, operand));
        Cursor.At = end;
        return true;
    }

    /// <summary>"in total", "on average": of what is ranked, compared or asked for.</summary>
    private bool Alone(AggregateKind kind)
    {
        if (kind == AggregateKind.Sum && Draft.Outputs.Exists(output => output.IsAggregate))
            return false;
        if (kind == AggregateKind.Sum && Draft.Extremes.Count > 0 && Draft.Extremes[^1].By is Output.Column ranked)
            Draft.Extremes[^1] = Draft.Extremes[^1] with { By = new Output.Aggregate(AggregateKind.Sum, ranked.Mention) };
        else if (kind == AggregateKind.Sum)
            state.Totalling = true;
        else
            state.Averaging = true;
        Cursor.At++;
        return true;
    }
}
