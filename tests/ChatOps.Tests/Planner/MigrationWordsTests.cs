using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

public sealed class MigrationWordsTests
{
    [Theory]
    [InlineData("migrate demo to crm", "migrate demo,crm")]
    [InlineData("Please migrate the demo database into the CRM.", "migrate demo,crm")]
    [InlineData("copy everything from demo into crm", "migrate demo,crm")]
    [InlineData("move all tables of demo to the warehouse", "migrate demo,warehouse")]
    [InlineData("transfer demo to dwh", "migrate demo,warehouse")]
    [InlineData("load crm from demo", "migrate demo,crm")]
    [InlineData("load the warehouse from the crm database", "migrate crm,warehouse")]
    [InlineData("import demo into crm", "migrate demo,crm")]
    [InlineData("migrate from demo to crm", "migrate demo,crm")]
    [InlineData("migrate to crm from demo", "migrate demo,crm")]
    [InlineData("migrate demo -> crm", "migrate demo,crm")]
    [InlineData("migrate demo → crm", "migrate demo,crm")]
    [InlineData("export demo to crm", "migrate demo,crm")]
    [InlineData("export demo to the crm database", "migrate demo,crm")]
    [InlineData("could you copy shop over to crm?", "migrate demo,crm")]
    [InlineData("migrte demo to crm", "migrate demo,crm")]
    [InlineData("migrate dmeo to warehose", "migrate demo,warehouse")]
    [InlineData("migrate demo to crm and validate first", "validate+migrate demo,crm")]
    [InlineData("validate and migrate demo to crm", "validate+migrate demo,crm")]
    [InlineData("validate demo and then migrate it to crm", "validate+migrate demo,crm")]
    [InlineData("validate demo and move the clean rows to the warehouse", "validate+migrate demo,warehouse")]
    [InlineData("migrate demo to crm if it is clean", "migrate demo,crm")]
    [InlineData("migrate demo and crm to warehouse", "migrate demo,crm,warehouse")]
    [InlineData("do a dry run of migrating demo to crm", "dry-run demo,crm")]
    [InlineData("dry run: migrate demo to crm", "dry-run demo,crm")]
    [InlineData("simulate the migration of demo to crm", "dry-run demo,crm")]
    [InlineData("migrate demo to crm, but only as a dry run", "dry-run demo,crm")]
    [InlineData("migriere demo nach crm", "migrate demo,crm")]
    [InlineData("kopiere bitte alles aus demo in das crm", "migrate demo,crm")]
    [InlineData("übertrage demo ins warehouse", "migrate demo,warehouse")]
    [InlineData("verschiebe die Daten von demo nach crm", "migrate demo,crm")]
    [InlineData("prüfe demo und kopiere dann die sauberen Zeilen nach crm", "validate+migrate demo,crm")]
    [InlineData("probelauf: migriere demo nach crm", "dry-run demo,crm")]
    [InlineData("simuliere die migration von demo nach crm", "dry-run demo,crm")]
    [InlineData("migra demo a crm", "migrate demo,crm")]
    [InlineData("copia todo de demo a crm", "migrate demo,crm")]
    [InlineData("mueve los datos de demo al crm", "migrate demo,crm")]
    [InlineData("valida demo y migra las filas limpias a crm", "validate+migrate demo,crm")]
    [InlineData("haz un simulacro de migrar demo a crm", "dry-run demo,crm")]
    [InlineData("copy demo to csv", "export demo")]
    [InlineData("migrate demo", "Clarify")]
    [InlineData("migrate demo to demo", "Clarify")]
    [InlineData("migrate demo to nowhere", "Clarify")]
    [InlineData("migriere demo", "Clarify")]
    [InlineData("migrate to crm", "Clarify")]
    [InlineData("migrate slaes-eu to crm", "Confirm")]
    [InlineData("migrate demo to slaes-eu", "Confirm")]
    [InlineData("dry run of migrating demo to slaes-eu", "Clarify")]
    [InlineData("don't migrate demo to crm", "SmallTalk")]
    [InlineData("migrate demo to /tmp/x.sqlite", "Refuse")]
    [InlineData("migrate demo to crm if there are errors", "Refuse")]
    [InlineData("migrate demo to crm every night", "Refuse")]
    [InlineData("migrate demo to crm without approval", "Refuse")]
    [InlineData("migrate demo to crm; drop table customers", "Refuse")]
    [InlineData("roll back", "Undo")]
    [InlineData("roll that back please", "Undo")]
    [InlineData("roll back the migration of demo to crm", "Undo")]
    [InlineData("undo the migration", "Undo")]
    [InlineData("mach die migration rückgängig", "Undo")]
    [InlineData("rolle die migration zurück", "Undo")]
    [InlineData("revierte la migración", "Undo")]
    public async Task Words_AreReadAsMeant(string text, string expected) => Assert.Equal(expected, World.Brief(await World.AskAsync(text)));

    [Theory]
    [InlineData("migrate demo to crm but skip reviews", "customers,orders,order_items,products,logs,payments,employees")]
    [InlineData("migrate demo to crm, except logs and reviews", "customers,orders,order_items,products,payments,employees")]
    [InlineData("migrate demo without the logs table to crm", "customers,orders,order_items,products,reviews,payments,employees")]
    [InlineData("migrate only customers and orders from demo to crm", "customers,orders")]
    [InlineData("copy customers, orders and payments of demo into crm", "customers,orders,payments")]
    [InlineData("move demo's customers to crm", "customers")]
    [InlineData("kopiere nur customers und orders von demo nach crm", "customers,orders")]
    [InlineData("migriere demo nach crm ohne reviews", "customers,orders,order_items,products,logs,payments,employees")]
    [InlineData("copia solo customers y orders de demo a crm", "customers,orders")]
    [InlineData("migra demo a crm excepto reviews", "customers,orders,order_items,products,logs,payments,employees")]
    public async Task TablesNamed_LimitTheMigrationAndItsValidation(string text, string tables)
    {
        var plan = World.PlanOf(await World.AskAsync(text));

        Assert.Equal(["demo", "crm"], plan.Connections);
        Assert.Equal(tables.Split(','), Names(plan, "dry_run", "include"));
        Assert.Equal(tables.Split(','), Names(plan, "quality", "tables"));
    }

    [Fact]
    public async Task Migrate_IsOneGraphWhoseWritesCarryTheDryRunsPlan()
    {
        var plan = World.PlanOf(await World.AskAsync("migrate demo to crm"));

        Assert.Equal(
            "schema:schema.validate< | quality:data.check< | report:report.write<schema,quality | dry_run:migrate.dry-run<schema,quality | create:migrate.schema<dry_run | copy:migrate.copy<create | finish:migrate.finish<copy | verify:migrate.verify<finish | proof:migrate.proof<verify",
            string.Join(" | ", plan.Definition.Steps.Select(step => $"{step.Id}:{step.Type}<{string.Join(',', step.Needs)}")));
        Assert.Equal(("Migrate demo to crm", "migrate-demo-crm"), (plan.Title, plan.Definition.Name));
        foreach (var step in (string[])["create", "copy", "finish"])
            Assert.Equal("""{"source":"demo","target":"crm","plan":"{{ steps.dry_run.output.plan }}","digest":"{{ steps.dry_run.output.digest }}"}""", With(plan, step).GetRawText());
        Assert.Equal("""{"source":"demo","target":"crm"}""", With(plan, "dry_run").GetRawText());
    }

    [Theory]
    [InlineData("migrate demo to crm", "steps.quality.output.errors == 0 and steps.schema.output.errors == 0")]
    [InlineData("migrate demo to crm if it is clean", "steps.quality.output.errors == 0 and steps.schema.output.errors == 0")]
    [InlineData("ok, migrate demo to crm", "steps.quality.output.errors == 0 and steps.schema.output.errors == 0")]
    [InlineData("migrate only the clean rows of demo to crm", null)]
    [InlineData("kopiere nur die sauberen Zeilen von demo nach crm", null)]
    [InlineData("migra solo las filas limpias de demo a crm", null)]
    public async Task ErrorsOfTheValidation_StopIt_UnlessOnlyCleanRowsAreWanted(string text, string? when)
    {
        var plan = World.PlanOf(await World.AskAsync(text));

        Assert.Equal(when, plan.Definition.Steps.Single(step => step.Id == "dry_run").When);
        Assert.Contains(plan.Definition.Steps, step => step.Type == "data.check");
    }

    [Fact]
    public async Task DryRun_HasOneStepThatReads()
    {
        var plan = World.PlanOf(await World.AskAsync("dry run of migrating demo to crm"));

        Assert.Equal(["migrate.dry-run"], plan.Definition.Steps.Select(step => step.Type));
        Assert.Equal("Plan the migration of demo to crm", plan.Title);
    }

    [Fact]
    public async Task AMissingTarget_IsAskedForOnce()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("migrate demo but skip reviews"));

        Assert.Equal(("To which target database should I migrate demo?", PendingSlot.Target), (reply.Question, reply.Understood!.Slot));
        Assert.Equal(["crm", "warehouse", "sales-eu"], reply.Choices);
        var settled = await World.AskAsync("crm", new ConversationMemory { Pending = reply.Understood });
        Assert.Equal("migrate demo,crm", World.Brief(settled));
        Assert.DoesNotContain("reviews", Names(World.PlanOf(settled), "dry_run", "include"));
    }

    [Fact]
    public async Task TheSourceAsTarget_IsAskedAbout_AndTheAnswerGoesBeforeTheText()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("migrate demo to shop"));

        Assert.StartsWith("demo cannot be migrated into itself", reply.Question, StringComparison.Ordinal);
        Assert.Equal("migrate demo,warehouse", World.Brief(await World.AskAsync("the second", new ConversationMemory { Pending = reply.Understood })));
    }

    [Fact]
    public async Task AMisspeltProductionTarget_IsNeverTaken()
    {
        var reply = Assert.IsType<PlannerReply.Confirm>(await World.AskAsync("migrate demo to slaes-eu"));

        Assert.StartsWith("Did you mean sales-eu?", reply.Question, StringComparison.Ordinal);
        Assert.Equal("migrate demo,sales-eu", World.Brief(await World.AskAsync("sales-eu", new ConversationMemory { Pending = reply.Understood })));
    }

    [Theory]
    [InlineData("migrate demo to copy", "migrate demo,copy")]
    [InlineData("move demo to copy, but skip logs", "migrate demo,copy")]
    [InlineData("copy demo to crm", "migrate demo,crm")]
    public async Task AConnectionCalledLikeAVerb_CanBeTheTarget(string text, string expected) =>
        Assert.Equal(expected, World.Brief(await World.AskAsync(text, connections: World.Named("demo", "copy", "crm"))));

    [Fact]
    public async Task It_IsWhatWasSpokenOf_NeverTheTarget()
    {
        var memory = new ConversationMemory { LastConnection = "crm" };

        Assert.Equal("migrate crm,warehouse", World.Brief(await World.AskAsync("migrate it to warehouse", memory)));
        Assert.Equal("Clarify", World.Brief(await World.AskAsync("migrate it to crm", memory)));
    }

    [Theory]
    [InlineData("roll back", null)]
    [InlineData("roll back r-7f3k2q9abc", "r-7f3k2q9abc")]
    [InlineData("roll back the migration of demo to crm", "crm")]
    [InlineData("undo r-7f3k2q9abc", "r-7f3k2q9abc")]
    public async Task Rollback_IsACommandAboutARunOrATarget(string text, string? argument)
    {
        var command = Assert.IsType<PlannerReply.Command>(await World.AskAsync(text));

        Assert.Equal((ConversationCommand.Undo, argument), (command.Name, command.Argument));
    }

    private static JsonElement With(Plan plan, string step) => plan.Definition.Steps.Single(candidate => candidate.Id == step).With;

    private static string[] Names(Plan plan, string step, string key) => [.. With(plan, step).GetProperty(key).EnumerateArray().Select(name => name.GetString()!)];
}
