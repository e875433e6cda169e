using System.Security.Cryptography;
using System.Text;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Runs;

public sealed class FeedAndArtifactTests
{
    [Fact]
    public async Task Feed_MissesNoEvent_ForManyReadersWhileRunsGoOn()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        using var patience = new CancellationTokenSource(TestHost.Patience);
        const int Runs = 20;
        var readers = Enumerable.Range(0, 4).Select(async reader =>
        {
            var seen = new List<RunEvent>();
            // Half of them go on from where an earlier reader stopped.
            await foreach (var found in host.Feed.ReadAsync(reader % 2 == 0 ? 0 : 3, patience.Token))
            {
                seen.Add(found);
                if (seen.Count(e => e.Kind == RunEventKind.RunSucceeded) == Runs)
                    break;
            }

            return seen;
        }).ToList();
        var yaml = "name: feed\nsteps:\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"  - {{ id: s{i}, type: test.echo }}\n"));
        for (var i = 0; i < Runs; i++)
            await host.SubmitAsync(yaml);
        foreach (var (seen, index) in (await Task.WhenAll(readers)).Select((s, i) => (s, i)))
        {
            var first = index % 2 == 0 ? 1 : 4;
            Assert.Equal(Enumerable.Range(first, seen.Count).Select(n => (long)n), seen.Select(e => e.Sequence));
        }

        Assert.Equal(Runs * 13, await host.Feed.LatestAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Progress_IsToldAndShown_WhileTheStepRuns()
    {
        var reported = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new Handler("test.count", RiskClass.Read, async (context, token) =>
        {
            context.Report(new StepProgress(5, 10, "tables", "orders"));
            await release.Task.WaitAsync(token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        host.Feed.ProgressChanged += id => reported.TrySetResult(id);
        var run = await host.SubmitAsync("name: count\nsteps:\n  - { id: a, type: test.count }\n");
        Assert.Equal(run.Id, await reported.Task.WaitAsync(TestHost.Patience));
        var running = (await host.Runs.FindAsync(run.Id, CancellationToken.None))!;
        Assert.Equal(new StepProgress(5, 10, "tables", "orders"), running.Step("a").Progress);
        release.SetResult();
        Assert.Null((await host.EndAsync(run.Id)).Step("a").Progress);
    }

    [Fact]
    public async Task Artifact_IsReplacedByName_AndNamesNeverBecomePaths()
    {
        var handler = new Handler("test.file", RiskClass.Read, async (context, token) =>
        {
            foreach (var text in (string[])["first", "second"])
                await context.WriteArtifactAsync("../../etc/re<port>.txt", "text/plain", async (stream, ct) =>
                {
                    // A writer that closes the stream with itself is what handlers have.
                    await using var writer = new StreamWriter(stream);
                    await writer.WriteAsync(text.AsMemory(), ct);
                }, token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: files\nsteps:\n  - { id: a, type: test.file }\n  - { id: b, type: test.file, needs: [a] }\n");
        var artifacts = await host.Runs.ArtifactsAsync(run.Id, CancellationToken.None);
        Assert.Equal(["a", "b"], artifacts.Select(a => a.StepId));
        var artifact = artifacts[0];
        Assert.Equal(("re_port_.txt", 6, 26), (artifact.Name, artifact.Bytes, artifact.Id.Length));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("second"u8)), artifact.Sha256);
        Assert.Equal("second", await File.ReadAllTextAsync(host.Runs.ArtifactPath(artifact), Encoding.UTF8));
        Assert.Equal(2, Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories).Count(f => f.Contains("artifacts", StringComparison.Ordinal)));
        Assert.Equal(artifact, await host.Runs.FindArtifactAsync(artifact.Id, CancellationToken.None));
    }

    [Fact]
    public async Task FailedArtifact_LeavesNoFile_AndOthersRunsAreClosed()
    {
        string? foreign = null;
        var handler = new Handler("test.file", RiskClass.Read, async (context, token) =>
        {
            if (foreign is not null)
                await using (await context.OpenArtifactAsync(foreign, token))
                    return context.With;
            var good = await context.WriteArtifactAsync("good", "text/plain", (s, ct) => s.WriteAsync(new byte[3], ct).AsTask(), token);
            foreign = good.Id;
            await context.WriteArtifactAsync("bad", "text/plain", (_, _) => throw new StepFailedException("Half a file."), token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        const string Yaml = "name: files\nsteps:\n  - { id: a, type: test.file }\n";
        Assert.Equal("Half a file.", (await host.RunAsync(Yaml)).Step("a").Error);
        Assert.Single(Directory.GetFiles(Path.Combine(host.Folder, "artifacts"), "*", SearchOption.AllDirectories));
        Assert.Contains("has no artifact", (await host.RunAsync(Yaml)).Step("a").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ArtifactThatTheDiskRefuses_IsSaidClearly_AndMayBeTriedAgain(bool whileWriting)
    {
        TestHost? host = null;
        var handler = new Handler("test.file", RiskClass.Read, async (context, token) =>
        {
            var folder = Path.Combine(host!.Folder, "artifacts");
            if (!whileWriting && context.Attempt == 1)
                await File.WriteAllTextAsync(folder, "in the way", token);
            else if (!whileWriting)
                File.Delete(folder);
            await context.WriteArtifactAsync(
                "a.txt", "text/plain",
                (_, _) => whileWriting && context.Attempt == 1 ? throw new IOException("No space left on device") : Task.CompletedTask, token);
            return context.With;
        });
        await using var started = host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: full\nsteps:\n  - { id: a, type: test.file, retry: { attempts: 2, delay: 00:00:00 } }\n");
        Assert.Equal((RunStatus.Succeeded, 2), (run.Status, run.Step("a").Attempt));
        var error = (await host.EventsAsync(run.Id)).Single(e => e.Kind == RunEventKind.StepRetrying).Data.GetProperty("error").GetString()!;
        Assert.Contains("disk is full", error, StringComparison.Ordinal);
        Assert.Contains("Nothing of this file was kept. Make room", error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(host.Folder, "artifacts")));
    }

    [Fact]
    public async Task List_FiltersAndSortsNewestFirst()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var definition = PipelineYaml.Parse("name: list\nsteps:\n  - { id: a, type: test.echo }\n");
        foreach (var origin in (string?[])["c1", "c2", "c1", null])
            await host.Engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = TestHost.Ana, Origin = origin }, CancellationToken.None);
        Assert.Equal([null, "c1", "c2", "c1"], (await host.Runs.ListAsync(new RunQuery(), CancellationToken.None)).Select(r => r.Origin));
        Assert.Equal(2, (await host.Runs.ListAsync(new RunQuery { Origin = "c1" }, CancellationToken.None)).Count);
        Assert.Empty(await host.Runs.ListAsync(new RunQuery { RequestedBy = "ben" }, CancellationToken.None));
        Assert.Single(await host.Runs.ListAsync(new RunQuery { Limit = 1 }, CancellationToken.None));
    }
}
