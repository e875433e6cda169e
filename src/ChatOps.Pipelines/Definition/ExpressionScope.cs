using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>The values that paths can name.</summary>
/// <param name="Inputs">A JSON object.</param>
/// <param name="StepOutput">The durable output of a step by its id, or null when it has none.</param>
/// <param name="Item">The current item of a <c>forEach</c>, or null.</param>
/// <param name="Run">A JSON object with <c>id</c> and <c>requestedBy</c>, or undefined when there is no run yet.</param>
public sealed record ExpressionScope(
    JsonElement Inputs, Func<string, JsonElement?> StepOutput, JsonElement? Item, JsonElement Run)
{
    /// <exception cref="ExpressionException">The path leads nowhere.</exception>
    public JsonElement Resolve(PathExpression path)
    {
        var (value, walked) = path.Root switch
        {
            PathExpression.Inputs => (Inputs, 0),
            PathExpression.Item => (Item ?? throw new ExpressionException("'item' has a value only in a step with forEach."), 0),
            PathExpression.Run => (Run, 0),
            _ => (StepOutput(path.StepId!) ?? throw new ExpressionException($"The step '{path.StepId}' has no output."), 2),
        };
        foreach (var segment in path.Segments.Skip(walked))
            value = Step(value, segment) ?? throw new ExpressionException($"'{path.Text}' has no value: there is no '{segment.Text}'.");
        return value;
    }

    private static JsonElement? Step(JsonElement value, PathSegment segment) => value.ValueKind switch
    {
        JsonValueKind.Object when segment.Name is { } name && value.TryGetProperty(name, out var property) => property,
        JsonValueKind.Array when segment.Index is { } index && index < value.GetArrayLength() => value[index],
        _ => null,
    };
}
