using System.Text.Json;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Tests.Planner;

public sealed class PlanValidityTests
{
    private static readonly StepCatalog Types = new([
        new Typed("schema.validate", """{"result":{"type":"string"},"errors":{"type":"integer"}}"""),
        new Typed("data.check", """{"result":{"type":"string"},"errors":{"type":"integer"}}"""),
        new Typed("data.profile", """{"result":{"type":"string"}}"""),
        new Typed("anomaly.rows", """{"result":{"type":"string"}}"""),
        new Typed("report.write", """{"report":{"type":"string"}}"""),
        new Typed("schema.inspect", """{"tables":{"type":"array"}}"""),
        new Typed("landing.export", """{"files":{"type":"array"}}"""),
        new Typed("migrate.dry-run", """{"plan":{"type":"string"},"digest":{"type":"string"},"before":{"type":"string"}}"""),
        new Typed("migrate.schema", "{}"),
        new Typed("migrate.copy", "{}"),
        new Typed("migrate.finish", """{"run":{"type":"string"},"result":{"type":"string"}}"""),
        new Typed("migrate.verify", """{"result":{"type":"string"}}"""),
        new Typed("migrate.proof", """{"proof":{"type":"string"}}"""),
    ]);

    [Theory]
    [InlineData("validate demo")]
    [InlineData("profile demo")]
    [InlineData("find anomalies in demo")]
    [InlineData("export demo")]
    [InlineData("export only customers and orders from demo")]
    [InlineData("validate demo, and only if it is clean export it")]
    [InlineData("validate demo and if there are errors export it")]
    [InlineData("profile crm, look for anomalies and export it")]
    [InlineData("validate and profile demo, crm and warehouse and export them if they are clean")]
    [InlineData("validate all databases")]
    [InlineData("migrate demo to crm but skip logs")]
    [InlineData("validate demo, move only its clean rows to crm and export it")]
    [InlineData("dry run of migrating demo and crm to warehouse")]
    [InlineData("migrate demo and crm to warehouse")]
    public async Task EveryPlan_PassesTheValidator(string text)
    {
        var plan = World.PlanOf(await World.AskAsync(text));

        Assert.Empty(PipelineValidator.Validate(plan.Definition, Types));
    }

    [Theory]
    [InlineData("Müller & Söhne")]
    [InlineData("日本語")]
    [InlineData("🚀")]
    [InlineData("2024")]
    [InlineData("c++")]
    public async Task PlanForAnyName_PassesTheValidator(string name)
    {
        var plan = World.PlanOf(await World.AskAsync($"validate \"{name}\" and export it", connections: World.Named(name, "other")));

        Assert.Empty(PipelineValidator.Validate(plan.Definition, Types));
        Assert.Equal([name], plan.Connections);
    }

    /// <summary>A step type with the shapes that plans rely on; planning never runs it.</summary>
    private sealed class Typed(string name, string outputs) : IStepHandler
    {
        private static readonly JsonElement AnyInput = JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}""");

        public StepType Type { get; } = new(
            name, name, "test", RiskClass.Read, AnyInput, JsonSerializer.Deserialize<JsonElement>($$"""{"type":"object","properties":{{outputs}}}"""));

        public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A plan was run while it was only to be validated.");
    }
}
