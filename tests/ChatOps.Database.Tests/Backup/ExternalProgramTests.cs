using ChatOps.Database.Backup;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Backup;

public sealed class ExternalProgramTests
{
    [Theory]
    [InlineData("echo 'pg_dump: error: query failed: ERROR:  permission denied for table secret'; echo 'pg_dump: detail: Query was: LOCK'", DatabaseProblem.Denied, "permission denied for table secret. No backup was kept")]
    [InlineData("echo 'pg_dump: error: could not write to output file: No space left on device'", DatabaseProblem.DiskFull, "There is no room left for the backup")]
    [InlineData("echo \"mariadb-dump: Got errno 28 on write\"", DatabaseProblem.DiskFull, "There is no room left for the backup")]
    [InlineData("echo 'error: no password for hunter2.'", DatabaseProblem.BadStatement, "could not make the backup: error: no password for ***. No backup")]
    [InlineData("true", DatabaseProblem.BadStatement, "it ended with 3 and said nothing")]
    public async Task Failure_IsTheLastErrorAsASentence_WithoutSecrets(string script, DatabaseProblem problem, string words)
    {
        var failure = await Assert.ThrowsAsync<DatabaseException>(() => RunAsync($"({script}) >&2; exit 3", CancellationToken.None));

        Assert.Equal(problem, failure.Problem);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_EndsTheProgramAndWhatItHasStarted()
    {
        using var cancel = new CancellationTokenSource();
        var children = Path.GetTempFileName();
        var run = RunAsync($"sleep 600 & echo $! >'{children}'; wait", cancel.Token);
        while (new FileInfo(children).Length == 0)
        {
            await Task.Delay(10);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        // Nobody may have asked for its end yet, but it runs no more: it has no command line.
        var commandLine = $"/proc/{File.ReadAllText(children).Trim()}/cmdline";
        Assert.Equal("", File.Exists(commandLine) ? await File.ReadAllTextAsync(commandLine) : "");
        File.Delete(children);
    }

    [Fact]
    public void ProgramThatIsNotThere_IsNamed_WithWhatToInstall()
    {
        var refusal = Assert.Throws<DatabaseException>(() => ExternalProgram.Find(["no-such-dump", "nor-this"], ["/nowhere"], "its package"));

        Assert.Equal(DatabaseProblem.Unsupported, refusal.Problem);
        Assert.Equal("no-such-dump or nor-this is not installed on this machine, so the backup cannot be made here. Nothing was written. Install its package, or make the backup with a tool of your own.", refusal.Message);
    }

    private static Task RunAsync(string script, CancellationToken cancellationToken) =>
        ExternalProgram.Find(["sh"], [], "").RunAsync(["-c", script], new Dictionary<string, string>(), "hunter2", null, null, cancellationToken);
}
