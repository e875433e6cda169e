using System.Text.Json;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Reading;
using ChatOps.Agents.Specialists;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Model;

/// <summary>
/// Reads requests as operations with a language model behind the grammar: what the grammar refuses, knows to be talk, or reads as something that the
/// model's plans have no word for, stays as the grammar reads it. The model's plan goes through the same checks and the same verdict.
/// </summary>
internal sealed class ModelInterpreter(Interpreter grammar, IPlanner planner)
{
    private static readonly OperationKind[] Plannable =
        [OperationKind.Validate, OperationKind.Profile, OperationKind.Anomalies, OperationKind.Export, OperationKind.Migrate, OperationKind.MigrateDryRun, OperationKind.Verify];

    /// <summary>Answers every text, as <see cref="Interpreter"/> does.</summary>
    public async Task<Interpretation> InterpretAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        var read = await grammar.InterpretAsync(request, cancellationToken);
        if (!MayBeBettered(read))
            return read;
        var reply = await planner.PlanAsync(request, cancellationToken);
        var (plan, reason) = reply switch
        {
            PlannerReply.Execute execute => (execute.Plan, null),
            PlannerReply.Partial partial => (partial.Plan, partial.Reason),
            _ => ((Plan?)null, (string?)null),
        };
        if (plan is null || !ModelPlanner.Wrote(plan))
            return read;
        List<Part> parts = [Part.Of(Operations(plan))];
        if (reason is not null)
            parts.Add(new Part { Refusal = reason });
        var speech = await Speech.OfAsync(RequestText.Clean(request.Text).Value, request, cancellationToken);
        return await new Verdict(speech, request).OfAsync(parts, cancellationToken);
    }

    private static bool MayBeBettered(Interpretation read) =>
        read.Window is null && read.Outcome is InterpretationOutcome.Clarify or InterpretationOutcome.Execute or InterpretationOutcome.Confirm
        && read.Operations.Concat(read.Understood).All(operation => Plannable.Contains(operation.Kind))
        && (read.Outcome == InterpretationOutcome.Clarify || read.Operations.Count > 0);

    /// <summary>What the plan's steps come to. Validations before a migration are its own, unless they were asked for.</summary>
    private static List<Operation> Operations(Plan plan)
    {
        var actions = plan.Intent.Split('+');
        var isDryRun = !actions.Contains("migrate");
        return [.. plan.Definition.Steps.Select(step => step.Type switch
        {
            "data.check" when actions.Contains("validate") => Of(OperationKind.Validate, step),
            "data.profile" when actions.Contains("profile") => Of(OperationKind.Profile, step),
            "anomaly.rows" when actions.Contains("anomalies") => Of(OperationKind.Anomalies, step),
            "landing.export" => Of(OperationKind.Export, step),
            "migrate.dry-run" => Of(isDryRun ? OperationKind.MigrateDryRun : OperationKind.Migrate, step),
            _ => null,
        }).OfType<Operation>()];
    }

    private static Operation Of(OperationKind kind, StepDefinition step) => kind is OperationKind.Migrate or OperationKind.MigrateDryRun
        ? new Operation(kind) { Source = Text(step, StepConnections.Source), Target = Text(step, StepConnections.Target), Tables = Texts(step, "include"), Except = Texts(step, "exclude") }
        : new Operation(kind) { Database = Text(step, StepConnections.Main), Tables = Texts(step, "tables") };

    private static string? Text(StepDefinition step, string key) => step.With.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(StepDefinition step, string key) =>
        step.With.TryGetProperty(key, out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];
}
