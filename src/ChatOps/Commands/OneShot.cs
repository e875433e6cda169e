using System.CommandLine;
using System.Text.Json;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary>
/// Runs one pipeline on the same engine as the chat and waits for its end. Its state is private and temporary unless a
/// data folder was named.
/// </summary>
internal sealed class OneShot : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly InstanceLock? _lock;
    private readonly string? _temporary;
    private readonly Person _person;

    /// <summary>The last run as it ended; null before any.</summary>
    public Run? Last { get; private set; }

    private OneShot(IHost host, InstanceLock? held, string? temporary, Person person) =>
        (_host, _lock, _temporary, _person) = (host, held, temporary, person);

    /// <summary>The engine, started, with the connection that was asked for.</summary>
    /// <param name="showPersonalData">The local person wants it as it is, whatever the connection's settings say.</param>
    public static async Task<(OneShot Shot, DatabaseConnection Connection)> StartAsync(
        GlobalOptions options, ParseResult result, string connection, string environment, IReadOnlyList<string> tables, CancellationToken cancellationToken, bool showPersonalData = false)
    {
        var (shot, connections) = await StartAsync(options, result, [new DatabaseAsked(connection, environment) { Tables = tables, ShowPersonalData = showPersonalData }], cancellationToken);
        return (shot, connections[0]);
    }

    /// <summary>The engine, started, with the connections that were asked for, in that order.</summary>
    public static async Task<(OneShot Shot, IReadOnlyList<DatabaseConnection> Connections)> StartAsync(
        GlobalOptions options, ParseResult result, IReadOnlyList<DatabaseAsked> asked, CancellationToken cancellationToken)
    {
        var named = options.NamedDataFolder(result);
        var temporary = named is null ? Directory.CreateTempSubdirectory("chatops-").FullName : null;
        InstanceLock? held = null;
        IHost? host = null;
        try
        {
            var configuration = options.ReadConfiguration(result);
            var settings = GlobalOptions.Read(configuration, named ?? temporary!) with { KeyFolder = GlobalOptions.Read(configuration, named ?? configuration["Data"] ?? "data").DataFolder };
            var person = LocalPerson.Find(settings);
            var found = DatabaseAsked.Find(asked, settings, person);
            if (named is not null)
                held = Hosting.Lock(settings.DataFolder);
            if (found.Any(database => database is { IsNamed: true, Connection.Name: Settings.DemoName }))
                await Composition.MakeDemoAsync(settings, cancellationToken);
            host = Build(settings, [.. found.Where(database => database.IsChanged).Select(database => database.Connection)]);
            await host.StartAsync(cancellationToken);
            foreach (var (database, wish) in found.Zip(asked))
                await LookAtAsync(host, database.Connection, wish.Tables, cancellationToken);
            return (new OneShot(host, held, temporary, person), [.. found.Select(database => database.Connection)]);
        }
        catch
        {
            await CloseAsync(host, held, temporary);
            throw;
        }
    }

    private static IHost Build(Settings settings, IReadOnlyList<DatabaseConnection> named)
    {
        var builder = Hosting.CreateQuietBuilder();
        // Runs that another process left unfinished are not this command's to take up: it may not even know their connections.
        builder.Services.AddCore(settings with { Pipelines = settings.Pipelines with { ResumeUnfinished = false } }, named);
        return builder.Build();
    }

    /// <summary>Runs to the end. Where the policy lets the requester decide, <paramref name="decided"/> is that decision.</summary>
    /// <exception cref="CommandException">It failed, or somebody else has to decide.</exception>
    public Task<Run> RunAsync(PipelineDefinition definition, bool decided, CancellationToken cancellationToken) => RunAsync(definition, _ => Task.FromResult(decided), cancellationToken);

    /// <summary>Runs to the end. Where the policy lets the requester decide, <paramref name="decide"/> is asked once what there is to know is known.</summary>
    /// <exception cref="CommandException">It failed, or somebody else has to decide.</exception>
    public async Task<Run> RunAsync(PipelineDefinition definition, Func<Run, Task<bool>> decide, CancellationToken cancellationToken)
    {
        var engine = _host.Services.GetRequiredService<PipelineEngine>();
        var outcome = await engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = _person.ToActor(null) }, cancellationToken);
        switch (outcome)
        {
            case SubmitOutcome.Invalid invalid:
                throw new CommandException(ExitCodes.BadInput, string.Join(Environment.NewLine, invalid.Findings.Select(finding => finding.Message)));
            case SubmitOutcome.Refused refused:
                throw new CommandException(ExitCodes.NeedsDecision, refused.Reason);
        }

        var accepted = (SubmitOutcome.Accepted)outcome;
        return await FollowAsync(engine, accepted.Run.Id, decide, cancellationToken);
    }

    /// <summary>A rule file that does not fit is bad input, and is said before anything runs.</summary>
    /// <exception cref="RuleFileException">Every problem with its place.</exception>
    public Task RequireFitAsync(RuleFile rules, DatabaseConnection connection, CancellationToken cancellationToken) =>
        _host.Services.GetRequiredService<RuleFileCheck>().RequireFitAsync(rules, connection, _host.Services.GetRequiredService<ConnectionRegistry>(), cancellationToken);

    /// <summary>The full result that a step kept.</summary>
    public Task<ReportPart> ReadPartAsync(Run run, string stepId, CancellationToken cancellationToken) => ReadAsync<ReportPart>(run, stepId, "result", cancellationToken);

    /// <summary>Where an artifact's file is.</summary>
    public async Task<string> PathOfAsync(string artifactId, CancellationToken cancellationToken)
    {
        var runs = _host.Services.GetRequiredService<RunStore>();
        var artifact = await runs.FindArtifactAsync(artifactId, cancellationToken)
            ?? throw new CommandException(ExitCodes.Failed, "A step's result is gone from the data folder.");
        return runs.ArtifactPath(artifact);
    }

    /// <summary>A document that a step kept.</summary>
    /// <param name="output">The step's output that names the artifact.</param>
    public async Task<T> ReadAsync<T>(Run run, string stepId, string output, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(await PathOfAsync(OutputOf(run, stepId).GetProperty(output).GetString()!, cancellationToken));
        return await ReportJson.ReadAsync<T>(stream, cancellationToken);
    }

    /// <summary>A proof that a step kept, at a place that outlives this command: where it is, or beside the installation's own proofs.</summary>
    /// <exception cref="CommandException">There is no room for it.</exception>
    public async Task<string> KeepProofAsync(string artifactId, string name, CancellationToken cancellationToken)
    {
        var path = await PathOfAsync(artifactId, cancellationToken);
        if (_temporary is null)
            return path;
        var folder = Path.Combine(_host.Services.GetRequiredService<Settings>().KeyFolder, "proofs");
        try
        {
            DataFolder.Create(folder);
            var kept = Path.Combine(folder, name);
            File.Copy(path, kept, overwrite: true);
            return kept;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"The migration is done, and its proof could not be written to {folder}: {problem.Message}");
        }
    }

    public static JsonElement OutputOf(Run run, string stepId) =>
        run.Steps.First(step => step.StepId == stepId && step.Item is null).Output
        ?? throw new CommandException(ExitCodes.Failed, $"The step {stepId} did not run.");

    public ValueTask DisposeAsync() => CloseAsync(_host, _lock, _temporary);

    private static async ValueTask CloseAsync(IHost? host, InstanceLock? held, string? temporary)
    {
        if (host is not null)
            await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        held?.Dispose();
        if (temporary is not null)
            Directory.Delete(temporary, recursive: true);
    }

    /// <summary>A database that cannot be opened, or has no such table, is bad input, and is said before anything runs.</summary>
    private static async Task LookAtAsync(IHost host, DatabaseConnection database, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        await using var session = await host.Services.GetRequiredService<DatabaseAccess>().OpenReaderAsync(database, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var missing = tables.Where(name => !schema.Tables.Any(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (missing.Count > 0)
            throw new CommandException(ExitCodes.BadInput, $"{database.Name} has no table {string.Join(", ", missing)}. Nothing was read or written. It has: {string.Join(", ", schema.Tables.Select(table => table.Name))}.");
    }

    private async Task<Run> FollowAsync(PipelineEngine engine, string runId, Func<Run, Task<bool>> decide, CancellationToken cancellationToken)
    {
        var feed = _host.Services.GetRequiredService<RunFeed>();
        var runs = _host.Services.GetRequiredService<RunStore>();
        await using var live = new LiveProgress(feed, runs, runId);
        await foreach (var change in feed.ReadAsync(0, cancellationToken))
        {
            if (change.RunId != runId)
                continue;
            await RunProgress.SayAsync(change);
            if (change.Kind == RunEventKind.ApprovalRequested)
                await DecideAsync(engine, (await runs.FindAsync(runId, cancellationToken))!, decide, cancellationToken);
            if (change.Kind is not (RunEventKind.RunSucceeded or RunEventKind.RunFailed or RunEventKind.RunParked or RunEventKind.RunCancelled))
                continue;
            Last = (await runs.FindAsync(runId, cancellationToken))!;
            return change.Kind == RunEventKind.RunSucceeded ? Last : throw new CommandException(ExitCodes.Failed, Last.Error ?? "The run did not finish.");
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private async Task DecideAsync(PipelineEngine engine, Run run, Func<Run, Task<bool>> decide, CancellationToken cancellationToken)
    {
        var approvals = _host.Services.GetRequiredService<ApprovalStore>();
        var desk = _host.Services.GetRequiredService<ApprovalDesk>();
        foreach (var request in await approvals.ForRunAsync(run.Id, cancellationToken))
        {
            if (request.State != ApprovalState.Open)
                continue;
            // Whom the policy does not let decide is not asked; the desk says so.
            var outcome = !request.Requirement.RequesterMayDecide || await decide(run)
                ? await desk.DecideAsync(new DecisionRequest { ApprovalId = request.Id, PlanHash = request.PlanHash, Actor = _person.ToActor(null), Verdict = Verdict.Approve, Channel = "terminal" }, cancellationToken)
                : null;
            if (outcome is DecisionOutcome.Recorded { Request.State: ApprovalState.Approved } or DecisionOutcome.PlanChanged)
                continue;
            await engine.CancelAsync(run.Id, _person.ToActor(null), cancellationToken);
            var why = outcome is DecisionOutcome.Refused refused ? $"{refused.Reason} " : "";
            throw new CommandException(ExitCodes.NeedsDecision, $"{why}Nothing was written. On a {request.Environment} connection this needs a decision by {(request.Requirement.RequesterMayDecide ? "you: add --yes" : "another person: ask for it in chat")}.");
        }
    }
}
