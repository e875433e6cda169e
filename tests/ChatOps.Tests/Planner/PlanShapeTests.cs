using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

public sealed class PlanShapeTests
{
    private static async Task<Plan> PlanAsync(string text) => World.PlanOf(await World.AskAsync(text));

    private static string Flow(Plan plan) => string.Join(" | ", plan.Definition.Steps.Select(step => $"{step.Id}:{step.Type}<{string.Join(',', step.Needs)}"));

    private static string[]? Tables(Plan plan, string step) =>
        plan.Definition.Steps.Single(candidate => candidate.Id == step).With.TryGetProperty("tables", out var tables) ? [.. tables.EnumerateArray().Select(table => table.GetString()!)] : null;

    [Fact]
    public async Task Validate_ChecksInParallelAndReportsOnAll()
    {
        var plan = await PlanAsync("validate demo");

        Assert.Equal("schema:schema.validate< | quality:data.check< | profile:data.profile< | anomalies:anomaly.rows< | report:report.write<schema,quality,profile,anomalies", Flow(plan));
        Assert.Equal("validate-demo", plan.Definition.Name);
        Assert.Equal("Validate demo", plan.Title);
        Assert.Equal("""{"report":"{{ steps.report.output.report }}"}""", plan.Definition.Output.GetRawText());
        Assert.Equal("""{"connection":"demo"}""", plan.Definition.Steps[0].With.GetRawText());
        Assert.Equal(
            """{"title":"Validate demo","connection":"demo","results":["{{ steps.schema.output.result }}","{{ steps.quality.output.result }}","{{ steps.profile.output.result }}","{{ steps.anomalies.output.result }}"]}""",
            plan.Definition.Steps[^1].With.GetRawText());
        Assert.All(plan.Definition.Steps, step => Assert.False(string.IsNullOrEmpty(step.Title)));
        Assert.Empty(plan.Assumptions);
    }

    [Theory]
    [InlineData("profile demo", "profile:data.profile< | report:report.write<profile")]
    [InlineData("find anomalies in demo", "anomalies:anomaly.rows< | report:report.write<anomalies")]
    [InlineData("export demo", "inspect:schema.inspect< | export:landing.export<inspect")]
    public async Task SimplePlans_HaveTheirSteps(string text, string flow) => Assert.Equal(flow, Flow(await PlanAsync(text)));

    [Fact]
    public async Task ValidateAndExport_IsOneGraph()
    {
        var plan = await PlanAsync("validate demo and export it");

        Assert.EndsWith("inspect:schema.inspect< | export:landing.export<inspect,schema,quality,profile,anomalies", Flow(plan), StringComparison.Ordinal);
        Assert.Null(plan.Definition.Steps[^1].When);
    }

    [Theory]
    [InlineData("validate demo, and only if it is clean export it")]
    [InlineData("validate demo and if it's clean, export it")]
    [InlineData("validate demo and export it if there are no errors")]
    [InlineData("export demo only if it is clean")]
    [InlineData("validate demo, then export it unless there are problems")]
    [InlineData("if demo is clean, export it")]
    public async Task ExportIfClean_WaitsForBothVerdicts(string text)
    {
        var export = (await PlanAsync(text)).Definition.Steps.Single(step => step.Id == "export");

        Assert.Equal("steps.quality.output.errors == 0 and steps.schema.output.errors == 0", export.When);
        Assert.Equal(["inspect", "schema", "quality"], export.Needs);
    }

    [Fact]
    public async Task ExportIfThereAreErrors_IsTheOtherWayRound() =>
        Assert.Equal("steps.quality.output.errors > 0 or steps.schema.output.errors > 0", (await PlanAsync("validate demo and if there are errors export it")).Definition.Steps[^1].When);

    [Fact]
    public async Task ConditionThatCannotBeChecked_IsRefused() =>
        Assert.IsType<PlannerReply.Refuse>(await World.AskAsync("export demo if the moon shines"));

    [Theory]
    [InlineData("export only customers and orders from demo", "customers,orders")]
    [InlineData("export customers, orders and payments from demo", "customers,orders,payments")]
    [InlineData("export the order items table of demo", "order_items")]
    [InlineData("export demo.customers", "customers")]
    [InlineData("export demo's customers", "customers")]
    [InlineData("export customer from demo", "customers")]
    [InlineData("export custmers from demo", "customers")]
    [InlineData("export demo without reviews", "customers,orders,order_items,products,logs,payments,employees")]
    [InlineData("export demo, but not reviews and logs", "customers,orders,order_items,products,payments,employees")]
    [InlineData("export everything from demo except the logs table", "customers,orders,order_items,products,reviews,payments,employees")]
    [InlineData("export all tables except logs from demo", "customers,orders,order_items,products,reviews,payments,employees")]
    public async Task TablesNamed_LimitTheExport(string text, string tables)
    {
        var plan = await PlanAsync(text);

        Assert.Equal(tables.Split(','), Tables(plan, "export")!);
        Assert.Equal(tables.Split(','), Tables(plan, "inspect")!);
    }

    [Fact]
    public async Task ValidateExcept_LimitsEveryStep()
    {
        var plan = await PlanAsync("validate demo except logs");

        foreach (var step in (string[])["schema", "quality", "profile", "anomalies"])
            Assert.Equal(7, Tables(plan, step)!.Length);
    }

    [Theory]
    [InlineData("export demo")]
    [InlineData("export all of demo")]
    [InlineData("export the whole demo database please")]
    [InlineData("export all tables of demo")]
    public async Task NoTableNamed_MeansAll(string text) => Assert.Null(Tables(await PlanAsync(text), "export"));

    [Fact]
    public async Task UnknownTable_IsAskedAboutWithTheNearest()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("export only orderz and quux from demo"));

        Assert.Equal(PendingSlot.Table, reply.Understood!.Slot);
        Assert.Equal("quux", reply.Understood.Mention);
        Assert.InRange(reply.Choices.Count, 1, 5);
        var settled = await World.AskAsync("payments", new ConversationMemory { Pending = reply.Understood });
        Assert.Equal(["orders", "payments"], Tables(World.PlanOf(settled), "export")!);
    }

    [Fact]
    public async Task SeveralConnections_GetTheirOwnStepsAndReports()
    {
        var plan = await PlanAsync("profile demo and crm");

        Assert.Equal("profile:data.profile< | report:report.write<profile | profile_2:data.profile< | report_2:report.write<profile_2", Flow(plan));
        Assert.Equal(2, plan.Definition.Output.GetProperty("reports").GetArrayLength());
    }

    [Theory]
    [InlineData("validate demo")]
    [InlineData("Could you check DEMO, please?")]
    [InlineData("valdate the dmeo database")]
    public async Task SameWork_GivesTheSameDefinition(string text) =>
        Assert.Equal(JsonSerializer.Serialize((await PlanAsync("validate demo")).Definition), JsonSerializer.Serialize((await PlanAsync(text)).Definition));

    [Fact]
    public async Task WhatWasReadIntoTheRequest_IsSaid()
    {
        var plan = await PlanAsync("valdate dmeo");

        Assert.Equal(["I read \"valdate\" as validate.", "I read \"dmeo\" as demo."], plan.Assumptions);
    }

    [Fact]
    public async Task VeryLongText_IsCutAndSaysSo()
    {
        var plan = await PlanAsync("validate demo " + new string('!', 5000));

        Assert.Contains(plan.Assumptions, assumption => assumption.Contains("2000", StringComparison.Ordinal));
    }
}
