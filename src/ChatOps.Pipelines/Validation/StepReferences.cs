using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Validation;

/// <summary>What a step's texts refer to.</summary>
/// <param name="Paths">All well-formed paths of <c>with</c>, <c>when</c> and <c>forEach</c>.</param>
/// <param name="Condition">Null when there is no <c>when</c> or it is malformed.</param>
/// <param name="ForEach">Null when there is no <c>forEach</c> or it is malformed.</param>
/// <param name="Problems">Code and message of everything malformed.</param>
internal sealed record StepReferences(
    IReadOnlyList<PathExpression> Paths, Condition? Condition, PathExpression? ForEach, IReadOnlyList<(string Code, string Message)> Problems)
{
    /// <summary>Everything the step will do is known before any step has run.</summary>
    public bool AreFixedAtSubmission => Paths.All(p => p.Root != PathExpression.Steps);

    public static StepReferences Of(StepDefinition step)
    {
        var paths = new List<PathExpression>();
        var problems = new List<(string, string)>();
        foreach (var found in Template.Paths(step.With))
        {
            if (found.Path is { } path)
                paths.Add(path);
            else
                problems.Add(("reference-invalid", found.Error!));
        }

        Condition? condition = null;
        if (step.When is { } when)
        {
            if (Condition.TryParse(when, out condition, out var error))
                paths.AddRange(condition.Paths);
            else
                problems.Add(("when-invalid", error));
            if (condition?.Paths.Any(p => p.Root == PathExpression.Item) == true)
                problems.Add(("when-invalid", "'when' decides about the step as a whole, so 'item' has no value in it."));
        }

        PathExpression? forEach = null;
        if (step.ForEach is { } each)
        {
            if (PathExpression.TryParse(each, out forEach, out var error))
                paths.Add(forEach);
            else
                problems.Add(("for-each-invalid", $"{error} 'forEach' is a path without braces."));
            if (forEach?.Root == PathExpression.Item)
                problems.Add(("for-each-invalid", "'forEach' is the path to the list itself; 'item' has a value only inside it."));
        }

        return new StepReferences(paths, condition, forEach, problems);
    }
}
