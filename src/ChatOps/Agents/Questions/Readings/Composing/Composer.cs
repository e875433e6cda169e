using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Makes one SELECT of a draft, or finds that it makes no sense over this schema.</summary>
internal sealed class Composer(Parts parts)
{
    /// <summary>What it takes that rows are not put together as was said.</summary>
    private const double Dropped = 0.3;

    /// <summary>Null where it asks for nothing, or for things that nothing joins.</summary>
    public static Composed? Compose(SchemaGraph graph, SchemaNames names, Draft draft)
    {
        var parts = new Parts(graph, names, draft);
        return new Composer(parts).Compose() is { } select ? new Composed(select, parts.Penalty, parts.Choice.Rivals) : null;
    }

    private SelectStatement? Compose()
    {
        var chosen = parts.Outputs.Compose();
        if (chosen.Count == 0)
            return null;
        chosen = Spread(chosen);
        if (parts.Draft.Groups.Count > 0 && !chosen.Any(one => one.IsAggregate))
            chosen = AddGroups(chosen);
        // "how many of each": of each what, nobody said.
        if (parts.Draft.EachRow && chosen.All(one => one.IsAggregate))
            parts.Draft.Penalty += 0.4;
        if (chosen.All(one => one.IsAggregate) && !HasGroups(chosen))
            return new ScalarComposer(parts).Scalar(chosen);
        return chosen.Any(one => one.IsAggregate) ? new GroupComposer(parts).Grouped(chosen) : new RowComposer(parts).Plain(chosen);
    }

    /// <summary>"the average population and area": one figure said of two columns.</summary>
    private IReadOnlyList<Chosen> Spread(IReadOnlyList<Chosen> chosen)
    {
        if (parts.Draft.Groups.Count > 0 || parts.Draft.EachRow || chosen.Count < 2 || chosen[0].Expression is not SqlExpression.Aggregate { Kind: not AggregateKind.Count } figure)
            return chosen;
        if (!chosen.Skip(1).All(one => one is { IsAggregate: false, Column: { IsNumber: true, IsKey: false } }))
            return chosen;
        return [chosen[0], .. chosen.Skip(1).Select(one => one with { Expression = new SqlExpression.Aggregate(figure.Kind, Literals.Reference(one.Column!)), IsFigure = true })];
    }

    /// <summary>"list each language" asks for the language, "for each owner" for nothing more than the owner's rows.</summary>
    private IReadOnlyList<Chosen> AddGroups(IReadOnlyList<Chosen> chosen)
    {
        parts.Draft.Penalty += parts.Draft.Groups.Exists(key => !IsShown(key, chosen)) ? Dropped : 0;
        parts.Draft.Head ??= parts.Draft.Groups[0].Table;
        parts.Draft.Groups.Clear();
        return chosen;
    }

    private static bool IsShown(GroupKey key, IReadOnlyList<Chosen> chosen) =>
        key.Span is null && chosen.Any(one => one.Table == key.Table || (one.Column is { } column && key.Mention?.Candidates.Any(match => match.Column == column) == true));

    private bool HasGroups(IReadOnlyList<Chosen> chosen) =>
        parts.Draft.Groups.Count > 0 || (parts.Draft.Extremes.Exists(extreme => extreme.By is Output.CountRows) && chosen.Any(one => !one.IsAggregate));
}

/// <summary>A draft as SQL.</summary>
/// <param name="Penalty">What guesses about columns and joins take from the score.</param>
/// <param name="Rivals">Columns that could as well have been meant.</param>
internal sealed record Composed(SelectStatement Select, double Penalty, IReadOnlyList<(string Text, ColumnNode Chosen, ColumnNode Rival)> Rivals);
