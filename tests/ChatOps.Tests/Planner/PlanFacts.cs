using System.Text.Json;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Tests.Planner;

/// <summary>What a plan would do, read off its steps alone: operations with their databases and tables, in words.</summary>
internal static class PlanFacts
{
    public static IReadOnlyList<string> Of(Plan plan) =>
        [.. plan.Intent.Split('+').SelectMany(intent => plan.Definition.Steps.Where(step => step.Type == TypeOf(intent) && IsAskedFor(plan, intent, step)).Select(step => Fact(intent, step))).Order(StringComparer.Ordinal)];

    // A validation profiles too; the report says what was asked for.
    private static bool IsAskedFor(Plan plan, string intent, StepDefinition step) => intent is not ("validate" or "profile" or "anomalies")
        || plan.Definition.Steps.Any(report => report.Type == "report.write" && Text(report, "connection") == Text(step, "connection") && Text(report, "title")!.Contains(intent, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same of operations that a plan can carry out.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IEnumerable<Operation> operations, PlannerCatalog catalog)
    {
        var facts = new List<(string Word, string Connection, string? Target, IEnumerable<string> Tables)>();
        foreach (var operation in operations.Where(operation => Word(operation.Kind) is not null))
        {
            var connection = operation.Source ?? operation.Database!;
            var all = await catalog.ReadTables(connection, CancellationToken.None);
            IEnumerable<string> tables = operation.Tables.Count > 0 ? operation.Tables : operation.Except.Count > 0 ? all : [];
            facts.Add((Word(operation.Kind)!, connection, operation.Target, tables.Except(operation.Except)));
        }

        // What is validated because an export depends on it is validated once.
        facts.AddRange(operations.Where(operation => operation is { Kind: OperationKind.Export, When: not null } && !operations.Any(other => other.Kind == OperationKind.Validate && other.Database == operation.Database))
            .Select(operation => ("validate", operation.Database!, (string?)null, (IEnumerable<string>)operation.Tables)));
        // Two exports of one database are one.
        return
        [
            .. facts.GroupBy(fact => (fact.Word, fact.Connection, fact.Target))
                .Select(same => Fact(same.Key.Word, same.Key.Connection, same.Key.Target, same.All(fact => fact.Tables.Any()) ? same.SelectMany(fact => fact.Tables).Distinct() : []))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? Word(OperationKind kind) => kind switch
    {
        OperationKind.Validate => "validate",
        OperationKind.Profile => "profile",
        OperationKind.Anomalies => "anomalies",
        OperationKind.Export => "export",
        OperationKind.Migrate => "migrate",
        OperationKind.MigrateDryRun => "dry-run",
        OperationKind.Query => "query",
        _ => null,
    };

    private static string TypeOf(string intent) => intent switch
    {
        "validate" => "schema.validate",
        "profile" => "data.profile",
        "anomalies" => "anomaly.rows",
        "export" => "landing.export",
        "query" => "sql.query",
        _ => "migrate.dry-run",
    };

    private static string Fact(string intent, StepDefinition step) =>
        Fact(intent, Text(step, "source") ?? Text(step, "connection")!, Text(step, "target"), Names(step, "tables").Concat(Names(step, "include")));

    private static string Fact(string intent, string connection, string? target, IEnumerable<string> tables) =>
        $"{intent} {connection} {target} [{(intent == "query" ? "" : string.Join(',', tables.Order(StringComparer.Ordinal)))}]";

    private static string? Text(StepDefinition step, string name) => step.With.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Names(StepDefinition step, string name) =>
        step.With.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.GetString()!) : [];
}
