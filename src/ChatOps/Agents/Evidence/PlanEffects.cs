using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Evidence;

/// <summary>What a plan creates, changes or drops, and how to take it back, by the types of its steps.</summary>
/// <param name="Undo">Null when there is nothing to take back.</param>
internal sealed record PlanEffects(IReadOnlyList<string> Effects, string? Undo)
{
    private static readonly PlanEffects None = new(["Reads only. Nothing is created, changed or dropped."], null);

    public static PlanEffects Of(PipelineDefinition definition, StepCatalog catalog)
    {
        var writing = definition.Steps.Select(step => step.Type).Distinct(StringComparer.Ordinal)
            .Select(type => (Name: type, Type: catalog.Find(type))).Where(step => step.Type?.Risk != RiskClass.Read).ToList();
        return writing.Count == 0 ? None : new PlanEffects([.. writing.Select(step => EffectOf(step.Name, step.Type))], UndoOf(writing.Select(step => step.Type?.Undo)));
    }

    /// <summary>What says nothing of itself is never called harmless.</summary>
    private static string EffectOf(string name, StepType? type) => type?.Effect ?? $"{type?.Title ?? name}: does more than read, and does not say what.";

    private static string? UndoOf(IEnumerable<string?> sentences) => sentences.OfType<string>().Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } known ? string.Join(" Then ", known) : null;
}
