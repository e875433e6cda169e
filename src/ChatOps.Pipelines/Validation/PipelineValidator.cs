using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Validation;

/// <summary>Checks a definition before anything runs, and reports all findings at once.</summary>
public static class PipelineValidator
{
    public static IReadOnlyList<PipelineFinding> Validate(PipelineDefinition definition, StepCatalog catalog) =>
        new Pass(definition, catalog).Run();

    /// <summary>The definition and, when it is right, the given inputs too.</summary>
    /// <param name="bound">The inputs with defaults filled in; only meaningful without findings.</param>
    internal static IReadOnlyList<PipelineFinding> Validate(
        PipelineDefinition definition, StepCatalog catalog, JsonElement inputs, out JsonElement bound)
    {
        var findings = new List<PipelineFinding>(Validate(definition, catalog));
        bound = default;
        if (findings.All(f => f.Code != "input-schema"))
            bound = InputValues.Bind(definition, inputs, findings);
        return findings;
    }

    private sealed class Pass(PipelineDefinition definition, StepCatalog catalog)
    {
        private readonly List<PipelineFinding> _findings = [];
        private readonly StepGraph _graph = new(definition);
        private readonly HashSet<string> _inputs = [.. definition.Inputs.Select(i => i.Name)];

        public List<PipelineFinding> Run()
        {
            CheckPipeline();
            if (definition.Steps.Count > DefinitionLimits.MaxSteps)
                return _findings;
            CheckIds();
            for (var i = 0; i < definition.Steps.Count; i++)
                CheckStep(i, definition.Steps[i]);
            if (_graph.FindCycle() is { } cycle)
                Add(null, "cycle", $"These steps wait for each other: {Shorten(cycle)}.");
            CheckOutput();
            return _findings;
        }

        private void CheckPipeline()
        {
            if (!DefinitionLimits.IsName(definition.Name))
                Add(null, "name-invalid", $"'{definition.Name}' is not a name for a pipeline: 1 to 100 lower-case letters, digits and '-', beginning with a letter or digit.");
            if (definition.Version < 1)
                Add(null, "version-invalid", "The version counts up from 1.");
            if (definition.Steps.Count == 0)
                Add(null, "steps-missing", "A pipeline has at least one step.");
            if (definition.Steps.Count > DefinitionLimits.MaxSteps)
                Add(null, "too-many-steps", $"The pipeline has {definition.Steps.Count} steps; at most {DefinitionLimits.MaxSteps} are taken. Use forEach for many items of the same kind.");
            foreach (var input in definition.Inputs)
                if (JsonSchemaCheck.Refusal(input.Schema) is { } refusal)
                    Add(null, "input-schema", $"The input '{input.Name}' has no usable schema: {refusal}.");
            foreach (var twice in definition.Inputs.GroupBy(i => i.Name).Where(g => g.Count() > 1))
                Add(null, "input-schema", $"The input '{twice.Key}' is declared {twice.Count()} times.");
        }

        private void CheckIds()
        {
            foreach (var group in definition.Steps.GroupBy(s => s.Id ?? ""))
            {
                if (group.Key.Length == 0)
                    Add(null, "id-missing", $"{group.Count()} step(s) have no id.");
                else if (!DefinitionLimits.IsId(group.Key))
                    Add(group.Key, "id-invalid", $"'{group.Key}' is not an id: 1 to 64 letters, digits, '-' and '_', beginning with a letter.");
                if (group.Key.Length > 0 && group.Count() > 1)
                    Add(group.Key, "id-duplicate", $"{group.Count()} steps have the id '{group.Key}'.");
            }
        }

        private void CheckStep(int index, StepDefinition step)
        {
            CheckNeeds(step);
            CheckLimits(step);
            var references = StepReferences.Of(step);
            foreach (var (code, message) in references.Problems)
                Add(step.Id, code, message);
            foreach (var path in references.Paths)
                CheckPath(index, step, path);
            if (catalog.Find(step.Type) is { } type)
                CheckType(step, type);
            else
                Add(step.Id, "type-unknown", $"There is no step type '{step.Type}'{Hint(step.Type, catalog.Types.Select(t => t.Name))}");
        }

        private void CheckType(StepDefinition step, StepType type)
        {
            if (type.Unavailable is { } why)
                Add(step.Id, "type-unavailable", $"The step '{step.Id}' is of the type '{type.Name}', which cannot be used here. {why}");
            foreach (var name in type.Literals.Where(name => step.With.ValueKind == JsonValueKind.Object && step.With.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Template.HasAny(value.GetString()!)))
                Add(step.Id, "with-literal", $"The input '{name}' of the step '{step.Id}' must be written out; nothing can be put into it while the pipeline runs.");
            CheckWith(step, type);
        }

        private void CheckNeeds(StepDefinition step)
        {
            foreach (var need in step.Needs)
            {
                if (need == step.Id)
                    Add(step.Id, "need-self", $"The step '{step.Id}' needs itself.");
                else if (_graph.Find(need) < 0)
                    Add(step.Id, "need-missing", $"The step '{step.Id}' needs '{need}', which does not exist{Hint(need, definition.Steps.Select(s => s.Id))}");
            }

            if (step.Needs.Distinct().Count() != step.Needs.Count)
                Add(step.Id, "need-duplicate", $"The step '{step.Id}' names a need twice.");
        }

        private void CheckLimits(StepDefinition step)
        {
            if (step.Retry is { Attempts: < 1 or > DefinitionLimits.MaxAttempts } retry)
                Add(step.Id, "retry-out-of-range", $"{retry.Attempts} attempts are not between 1 and {DefinitionLimits.MaxAttempts}.");
            if (step.Retry is { } policy && (policy.Delay < TimeSpan.Zero || policy.Delay > DefinitionLimits.MaxDelay))
                Add(step.Id, "retry-out-of-range", "The delay before the second attempt is between 00:00:00 and 01:00:00.");
            if (step.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > DefinitionLimits.MaxTimeout))
                Add(step.Id, "timeout-out-of-range", $"A timeout is longer than nothing and at most {DefinitionLimits.MaxTimeout.TotalDays:0} days.");
        }

        private void CheckPath(int index, StepDefinition step, PathExpression path)
        {
            switch (path.Root)
            {
                case PathExpression.Inputs:
                    CheckInputPath(step.Id, path);
                    break;
                case PathExpression.Item when step.ForEach is null:
                    Add(step.Id, "item-outside-for-each", $"'{path.Text}' has a value only in a step with forEach.");
                    break;
                case PathExpression.Run:
                    CheckRunPath(step.Id, path);
                    break;
                case PathExpression.Steps when _graph.Find(path.StepId!) < 0:
                    Add(step.Id, "reference-unknown", $"'{path.Text}' names the step '{path.StepId}', which does not exist{Hint(path.StepId!, definition.Steps.Select(s => s.Id))}");
                    break;
                case PathExpression.Steps when _graph.Order.Count == definition.Steps.Count && !_graph.IsAncestor(_graph.Find(path.StepId!), index):
                    Add(step.Id, "reference-not-before", $"'{path.Text}' is used by '{step.Id}', which does not wait for '{path.StepId}'; add '{path.StepId}' to its needs.");
                    break;
            }
        }

        private void CheckInputPath(string? stepId, PathExpression path)
        {
            if (path.Segments.Count == 0 || path.Segments[0].Name is not { } name)
                Add(stepId, "reference-unknown", $"'{path.Text}' names no input; write inputs.<name>.");
            else if (!_inputs.Contains(name))
                Add(stepId, "reference-unknown", $"'{path.Text}' names the input '{name}', which is not declared{Hint(name, _inputs)}");
        }

        private void CheckRunPath(string? stepId, PathExpression path)
        {
            if (path.Segments is not [{ Name: "id" or "requestedBy" }])
                Add(stepId, "reference-unknown", $"'{path.Text}' does not exist; a run has run.id and run.requestedBy.");
        }

        private void CheckWith(StepDefinition step, StepType type)
        {
            var with = step.With.OrEmpty();
            if (with.ValueKind != JsonValueKind.Object)
                Add(step.Id, "schema-mismatch", $"The 'with' of '{step.Id}' must be a map.");
            else
                foreach (var problem in LiteralCheck.Check(type.InputSchema, with))
                    Add(step.Id, "schema-mismatch", $"The 'with' of '{step.Id}' does not fit {type.Name}: {problem}.");
        }

        private void CheckOutput()
        {
            if (definition.Output.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
                Add(null, "output-invalid", "'output' is a map from names to values.");
            foreach (var found in Template.Paths(definition.Output))
            {
                if (found.Path is not { } path)
                    Add(null, "reference-invalid", found.Error!);
                else if (path.Root == PathExpression.Item)
                    Add(null, "item-outside-for-each", $"'{path.Text}' has no value in the output of the pipeline.");
                else if (path.Root == PathExpression.Inputs)
                    CheckInputPath(null, path);
                else if (path.Root == PathExpression.Run)
                    CheckRunPath(null, path);
                else if (_graph.Find(path.StepId!) < 0)
                    Add(null, "reference-unknown", $"'{path.Text}' names the step '{path.StepId}', which does not exist.");
            }
        }

        /// <summary>Hints help with a few typos; a file full of them must not cost time.</summary>
        private string Hint(string name, IEnumerable<string> known) => _findings.Count < 50 ? NearestName.Hint(name, known) : ".";

        private static string Shorten(IReadOnlyList<string> cycle) => cycle.Count <= 12
            ? string.Join(" -> ", cycle)
            : $"{string.Join(" -> ", cycle.Take(6))} -> ... {cycle.Count - 12} more ... -> {string.Join(" -> ", cycle.TakeLast(6))}";

        private void Add(string? stepId, string code, string message) => _findings.Add(new(stepId, code, message));
    }
}
