using System.Security.Cryptography;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Specialists;

public sealed class BackupCreateStepTests : IDisposable
{
    private const string Pipeline = """
        name: keep
        steps:
          - { id: keep, type: backup.create, with: { connection: shop } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public BackupCreateStepTests() => _file = _folder.Database("shop.sqlite", "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO orders VALUES (1, 'kept');");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backup_IsAFileInTheRunsOwnFolder_ThatTheOutputNamesWithItsDigest()
    {
        await using var host = await StartAsync();

        var run = await ApproveAsync(host);

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var output = EngineHost.Output(run, "keep");
        var file = output.GetProperty("file").GetString()!;
        Assert.StartsWith(_folder.At("data", "backups", run.Id), file, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))), output.GetProperty("sha256").GetString());
        Assert.StartsWith("1 table, ", output.GetProperty("summary").GetString(), StringComparison.Ordinal);
        await using var copy = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        await copy.OpenAsync();
        await using var command = copy.CreateCommand();
        command.CommandText = "SELECT note FROM orders";
        Assert.Equal("kept", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Backup_WaitsForADecision()
    {
        await using var host = await StartAsync();

        await host.SubmitAsync(Pipeline);

        Assert.False(Directory.Exists(_folder.At("data", "backups")));
    }

    [Fact]
    public async Task Backup_OfADamagedDatabase_FailsTheStep_SoThatNothingBehindItRuns()
    {
        await using (var stream = new FileStream(_file, FileMode.Open, FileAccess.Write))
        {
            stream.Position = 4096;
            stream.Write(new byte[4096]);
        }

        await using var host = await StartAsync();

        var run = await ApproveAsync(host);

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("integrity check", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Approves what is asked, and waits for the end.</summary>
    private static async Task<Run> ApproveAsync(EngineHost host)
    {
        var id = Assert.IsType<SubmitOutcome.Accepted>(await host.SubmitAsync(Pipeline)).Run.Id;
        var request = Assert.Single(await host.Get<ApprovalStore>().ForRunAsync(id, CancellationToken.None));
        await host.Get<ApprovalDesk>().DecideAsync(
            new DecisionRequest { ApprovalId = request.Id, PlanHash = request.PlanHash, Actor = new Actor("ana", "Ana", Roles.Operator | Roles.Approver), Verdict = Verdict.Approve, Channel = "test" }, CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var change in host.Get<RunFeed>().ReadAsync(0, patience.Token))
        {
            if (change.RunId == id && change.Kind is RunEventKind.RunSucceeded or RunEventKind.RunFailed)
                break;
        }

        return (await host.Get<RunStore>().FindAsync(id, CancellationToken.None))!;
    }

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(_folder.At("data"), null, ConnectionAddress.ForFile(_file));
}
