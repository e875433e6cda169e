using ChatOps.Agents.Evidence;
using ChatOps.Cards;

namespace ChatOps.Conversation.Presentation;

/// <summary>A plan's evidence as blocks.</summary>
internal static class EvidenceBlocks
{
    /// <param name="open">Somebody has to decide, so what happens and how to undo it is shown too.</param>
    /// <param name="ended">The run is over, so what was not known beforehand does not matter any more.</param>
    public static IEnumerable<CardBlock> Of(PlanEvidence evidence, bool open, bool ended)
    {
        if (evidence.Figures.Count > 0)
            yield return new CardBlock.Facts([.. evidence.Figures.Select(figure => new Fact(figure.Label, figure.Value, figure.Source))]);
        if (open)
        {
            foreach (var effect in evidence.Effects)
                yield return new CardBlock.Text(effect);
            if (evidence.Undo is { } undo)
                yield return new CardBlock.Text($"To undo: {undo}", Subtle: true);
        }

        foreach (var warning in evidence.Warnings)
            yield return new CardBlock.Text(warning, Tone.Warning);
        foreach (var unknown in ended ? [] : evidence.Unknown)
            yield return new CardBlock.Text($"Unknown: {unknown}", Tone.Warning);
    }

    /// <summary>Figures that stand elsewhere on the card, with the query behind each.</summary>
    public static CardBlock.Details Sources(string title, IReadOnlyList<EvidenceFigure> figures) => new(
        title,
        [.. figures.SelectMany(figure => new CardBlock[]
        {
            new CardBlock.Text($"{figure.Label}: {figure.Value}", Strong: true),
            new CardBlock.Text(figure.Source, Monospace: true),
        })]);
}
