using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Conversation;

public sealed class QuarantineStepTests : IDisposable
{
    private static readonly Actor Ana = new("ana", "Ana", Roles.Operator | Roles.Approver);

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public QuarantineStepTests() => _file = _folder.Database("shop.sqlite", "CREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL); INSERT INTO orders VALUES (1, -1), (2, 5), (3, NULL);");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Quarantine_WaitsForADecisionThatIsBoundToTheRuleFilesContent()
    {
        await using var talk = await StartAsync("version: 1\ntables: { orders: { columns: { total: [ { range: { min: 0 } } ] } } }");
        var asked = await SubmitAsync(talk, "shop.yaml");
        Assert.Empty(Quarantined());

        await WriteRulesAsync(talk, "version: 1\ntables: { orders: { columns: { total: [not-null] } } }");
        var run = await DecideAsync(talk, asked.Run.Id, asked.Approvals[0]);
        Assert.Empty(Quarantined());

        var again = (await talk.Services.GetRequiredService<ApprovalStore>().ForRunAsync(run.Id, CancellationToken.None)).Single(request => request.State == ApprovalState.Open);
        Assert.NotEqual(asked.Approvals[0].PlanHash, again.PlanHash);
        run = await DecideAsync(talk, run.Id, again);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(["{\"id\":3} check:not-null (total)"], Quarantined());
    }

    [Theory]
    [InlineData("../shop.yaml", "is no name of a rule file")]
    [InlineData("gone.yaml", "There is no rule file gone.yaml")]
    [InlineData("linked.yaml", "There is no rule file linked.yaml")]
    public async Task RuleFile_OutsideItsFolder_CannotBeNamed(string name, string problem)
    {
        await using var talk = await StartAsync("version: 1");
        await File.WriteAllTextAsync(Path.Combine(talk.Folder, "shop.yaml"), "version: 1");
        File.CreateSymbolicLink(Path.Combine(talk.Folder, "rules", "linked.yaml"), Path.Combine(talk.Folder, "shop.yaml"));
        var engine = talk.Services.GetRequiredService<PipelineEngine>();
        var definition = Definition("data.check", name);
        var outcome = await engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = Ana }, CancellationToken.None);
        var run = await EndOfAsync(talk, ((SubmitOutcome.Accepted)outcome).Run.Id);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    private async Task<Talk> StartAsync(string rules)
    {
        var talk = await Talk.StartAsync(ConnectionAddress.ForFile(_file) with { Name = "shop", Writer = new Secret(_file) });
        Directory.CreateDirectory(Path.Combine(talk.Folder, "rules"));
        await WriteRulesAsync(talk, rules);
        return talk;
    }

    private static Task WriteRulesAsync(Talk talk, string rules) => File.WriteAllTextAsync(Path.Combine(talk.Folder, "rules", "shop.yaml"), rules);

    private static PipelineDefinition Definition(string type, string rules) => new()
    {
        Name = "apart",
        Steps = [new StepDefinition { Id = "apart", Type = type, With = JsonSerializer.SerializeToElement(new { connection = "shop", rules }) }],
    };

    private static async Task<SubmitOutcome.Accepted> SubmitAsync(Talk talk, string rules) => (SubmitOutcome.Accepted)await talk.Services.GetRequiredService<PipelineEngine>()
        .SubmitAsync(new RunRequest { Definition = Definition("data.quarantine", rules), RequestedBy = Ana }, CancellationToken.None);

    /// <summary>Approves, and waits until the run has ended or asks again.</summary>
    private static async Task<Run> DecideAsync(Talk talk, string runId, ApprovalRequest request)
    {
        await talk.Services.GetRequiredService<ApprovalDesk>().DecideAsync(
            new DecisionRequest { ApprovalId = request.Id, PlanHash = request.PlanHash, Actor = Ana, Verdict = Verdict.Approve, Channel = "test" }, CancellationToken.None);
        return await EndOfAsync(talk, runId);
    }

    private static async Task<Run> EndOfAsync(Talk talk, string runId)
    {
        var runs = talk.Services.GetRequiredService<RunStore>();
        for (var look = 0; ; look++)
        {
            var run = (await runs.FindAsync(runId, CancellationToken.None))!;
            var asks = (await talk.Services.GetRequiredService<ApprovalStore>().ForRunAsync(runId, CancellationToken.None)).Any(request => request.State == ApprovalState.Open);
            if (asks || run.Status is RunStatus.Succeeded or RunStatus.Failed || look > 600)
                return run;
            await Task.Delay(50);
        }
    }

    private IReadOnlyList<string> Quarantined()
    {
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_chatops_quarantine'";
        if (command.ExecuteScalar() is 0L)
            return [];
        command.CommandText = "SELECT \"key\" || ' ' || reasons FROM _chatops_quarantine";
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
            found.Add(rows.GetString(0));
        return found;
    }
}
