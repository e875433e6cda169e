using ChatOps.Cards;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Servers;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports.Proof;
using ChatOps.Tests.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Conversation;

/// <summary>Migrations in chat, on one engine as the target.</summary>
public abstract class MigrationSuite(TestEngine engine) : IDisposable
{
    private const string Sound = """
        CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, email VARCHAR(60));
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), total NUMERIC(10,2) NOT NULL);
        CREATE TABLE logs (id INTEGER PRIMARY KEY, line TEXT NOT NULL);
        CREATE INDEX orders_customer ON orders (customer_id);
        INSERT INTO customer VALUES (1, 'Maria', 'maria@example.org'), (2, 'Jörg', 'joerg@example.org'), (3, 'Ana', 'ana@example.org');
        INSERT INTO orders VALUES (1, 1, 10.5), (2, 2, 7), (3, 1, 0.1);
        INSERT INTO logs VALUES (1, 'a'), (2, 'b');
        """;

    private const string Orphaned = Sound + "INSERT INTO orders VALUES (4, 99, 1);";

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Migrate_ShowsWhatItWillDo_WaitsForOneDecision_AndProvesTheResult()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Sound, target);

        var asked = await talk.SayAsync("migrate shop to warehouse");
        var plan = asked.CardTitled("Migrate shop to warehouse");
        var text = asked.Text();
        foreach (var part in (string[])["3 tables, about 8 rows", "customer", "The source is only read", "_chatops_rejects", "To undo: say roll back", "migration.sql"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Empty(await TablesAsync(talk));

        var shown = await talk.PressAsync(plan.Button("Approve"));
        var proof = shown.CardTitled("Migrated shop to warehouse: Identical");
        Assert.Contains("8 rows loaded, 0 rejected", proof.Subtitle, StringComparison.Ordinal);
        Assert.Equal(["_chatops_migrations", "_chatops_progress", "_chatops_rejects", "customer", "logs", "orders"], await TablesAsync(talk));
        Assert.Equal(["Open proof", "Download proof (sealed)", "Roll back"], proof.Actions.Select(action => action.Title));
        Assert.Single(await talk.Services.GetRequiredService<ApprovalStore>().ForRunAsync(await LastRunAsync(talk), CancellationToken.None));
        await AssertProofAsync(talk);
    }

    [SkippableFact]
    public async Task ErrorsOfTheValidation_StopItBeforeTheFirstWrite_AndTheCleanRowsCanGo()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Orphaned, target);

        var stopped = await talk.SayAsync("migrate shop to warehouse");
        Assert.DoesNotContain(stopped, message => message.Card?.HasButton("Approve") == true);
        var offer = stopped.CardTitled("shop was not migrated").Button("Migrate the clean rows");
        Assert.Empty(await TablesAsync(talk));

        var plan = (await talk.PressAsync(offer)).CardTitled("Migrate shop to warehouse");
        var shown = await talk.PressAsync(plan.Button("Approve"));
        var proof = shown.CardTitled("Migrated shop to warehouse: Identical but for 1 rejected row");
        Assert.Contains("8 rows loaded, 1 rejected", proof.Subtitle, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AChangedTarget_VoidsTheDecision_AndNothingIsWritten()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Sound, target);
        var approve = (await talk.SayAsync("migrate shop to warehouse")).CardTitled("Migrate shop").Button("Approve");
        await target.ExecuteAsync("CREATE TABLE added_later (id INT PRIMARY KEY);");

        await talk.PressAsync(approve);
        Assert.Equal(["added_later"], await TablesAsync(talk));

        var fresh = talk.Deliveries.Last(message => message.Card?.HasButton("Approve") == true).Card!.Button("Approve");
        Assert.NotEqual(approve.Hash, fresh.Hash);
        var ended = await talk.PressAsync(fresh);
        Assert.Contains("The schema of warehouse has changed since the migration was planned, so nothing was written", ended.Text(), StringComparison.Ordinal);
        Assert.Equal(["added_later"], await TablesAsync(talk));
    }

    [SkippableFact]
    public async Task AChangedPlan_IsNotCarriedOut()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Sound, target);
        var approve = (await talk.SayAsync("migrate shop to warehouse")).CardTitled("Migrate shop").Button("Approve");
        var plan = Directory.GetFiles(Path.Combine(talk.Folder, "artifacts"), "*plan.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(plan)).Replace("\"fail\"", "\"append\"", StringComparison.Ordinal));

        var ended = await talk.PressAsync(approve);

        Assert.Contains("no longer the one that was decided on", ended.Text(), StringComparison.Ordinal);
        Assert.Empty(await TablesAsync(talk));
    }

    [SkippableFact]
    public async Task IntoProduction_AnotherPersonDecides()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Sound, target, "prod");
        var approve = (await talk.SayAsync("migrate shop to warehouse")).CardTitled("Migrate shop").Button("Approve");

        await talk.PressAsync(approve);
        Assert.Empty(await TablesAsync(talk));

        await talk.PressAsync(approve, "ben");
        Assert.Contains("orders", await TablesAsync(talk));
        Assert.Contains(talk.Deliveries, message => message.Card?.Title.StartsWith("Migrated shop to warehouse: Identical", StringComparison.Ordinal) == true);
    }

    [SkippableFact]
    public async Task TablesAreChosen_InTheSentenceOrOnTheCard()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Sound, target);
        var plan = (await talk.SayAsync("migrate shop to warehouse but skip logs")).CardTitled("Migrate shop");
        var form = plan.Actions.OfType<CardAction.Form>().Single();
        var choices = (FormField.Choices)form.Fields.Single();
        Assert.Equal(["customer", "orders"], choices.Selected.Select(value => choices.Options.Single(option => option.Value == value).Title));

        var edited = await talk.PressAsync(form.Payload with { Values = new Dictionary<string, string> { [choices.Id] = choices.Options.Single(option => option.Title == "customer").Value } });
        await talk.PressAsync(edited.Select(message => message.Card).OfType<Card>().Single(card => card.HasButton("Approve")).Button("Approve"));

        Assert.Equal(["customer"], (await TablesAsync(talk)).Where(name => !name.StartsWith('_')));
    }

    [SkippableFact]
    public async Task ADryRun_AsksNobodyAndWritesNothing()
    {
        await using var target = await engine.CreateAsync("");
        await using var talk = await StartAsync(Orphaned, target);

        var shown = await talk.SayAsync("do a dry run of migrating shop to warehouse");

        var card = shown.CardTitled("Dry run: shop to warehouse");
        Assert.Contains("3 tables, about 9 rows", card.Subtitle, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, message => message.Card?.HasButton("Approve") == true);
        Assert.Empty(await TablesAsync(talk));
        Assert.Contains("CREATE TABLE", await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(talk.Folder, "artifacts"), "*migration.sql", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RollingBack_IsAPlanOfItsOwn_ThatNeedsItsOwnDecision()
    {
        await using var target = await engine.CreateAsync("CREATE TABLE mine (id INT PRIMARY KEY);");
        await using var talk = await StartAsync(Sound, target);
        var shown = await talk.PressAsync((await talk.SayAsync("migrate shop to warehouse")).CardTitled("Migrate shop").Button("Approve"));

        var asked = await talk.PressAsync(shown.CardTitled("Migrated shop").Button("Roll back"));
        var plan = asked.CardTitled("Take the migration into warehouse back");
        Assert.Contains("orders", asked.Text(), StringComparison.Ordinal);
        Assert.Contains("orders", await TablesAsync(talk));
        Assert.Equal(Pipelines.Definition.RiskClass.Destructive, (await talk.Services.GetRequiredService<ApprovalStore>().OpenAsync(CancellationToken.None)).Single().Risk);

        var done = await talk.PressAsync(plan.Button("Approve"));
        Assert.Contains("Took the migration into warehouse back", done.Text(), StringComparison.Ordinal);
        Assert.Equal(["mine"], (await TablesAsync(talk)).Where(name => !name.StartsWith('_')));

        Assert.DoesNotContain(await talk.SayAsync("undo"), message => message.Card?.HasButton("Approve") == true);
    }

    private async Task<Talk> StartAsync(string script, TestEngineDatabase target, string environment = "dev")
    {
        var file = _folder.Database("shop.sqlite", script);
        return await Talk.StartAsync(ConnectionAddress.ForFile(file) with { Name = "shop" }, target.Connection with { Name = "warehouse", Environment = environment, Reader = target.Connection.Writer! });
    }

    private static async Task<string[]> TablesAsync(Talk talk)
    {
        var connection = talk.Services.GetRequiredService<ConnectionRegistry>().Find("warehouse")!;
        return [.. (await talk.Services.GetRequiredService<SchemaReader>().ReadAsync(connection, CancellationToken.None)).Tables.Select(table => table.Name).Order(StringComparer.Ordinal)];
    }

    private static async Task<string> LastRunAsync(Talk talk) => (await talk.Services.GetRequiredService<RunStore>().ListAsync(new RunQuery { Limit = 1 }, CancellationToken.None))[0].Id;

    private static async Task AssertProofAsync(Talk talk)
    {
        var runs = talk.Services.GetRequiredService<RunStore>();
        var files = (await runs.ArtifactsAsync(await LastRunAsync(talk), CancellationToken.None)).ToDictionary(artifact => artifact.Name, runs.ArtifactPath);
        var check = ProofFile.Check(await File.ReadAllBytesAsync(files["proof.json"]), Pipelines.State.InstanceKey.Open(talk.Folder));
        Assert.Equal(ProofState.Sound, check.State);
        var pack = check.Pack!;
        Assert.True(pack.Verified);
        Assert.Equal(("Ana", "approve"), (pack.Approvals.Single().Person, pack.Approvals.Single().Verdict));
        Assert.Equal([("customer", 3L), ("logs", 2L), ("orders", 3L)], pack.Tables.Select(table => (table.Name, table.Loaded)).Order());
        Assert.Empty(pack.Target.Before.Tables);
        Assert.Contains(pack.Target.After.Tables, table => table.Name == "orders");
        Assert.Equal(8, pack.Types.Count);
        Assert.All(pack.Types, type => Assert.NotEmpty(type.Reason));
        Assert.Contains("Ana", await File.ReadAllTextAsync(files["proof.html"]), StringComparison.Ordinal);
    }
}

public sealed class SqliteMigrationTests() : MigrationSuite(TestEngine.Sqlite);

public sealed class PostgreSqlMigrationTests() : MigrationSuite(TestEngine.PostgreSql);

public sealed class MySqlMigrationTests() : MigrationSuite(TestEngine.MySql);
