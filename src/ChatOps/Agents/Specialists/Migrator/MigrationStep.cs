using System.Diagnostics;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>A step that works between two configured connections.</summary>
public abstract class MigrationStep(ConnectionRegistry connections) : IStepHandler
{
    public abstract StepType Type { get; }

    public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => StepFailures.TellAsync(
        () => ExecuteAsync(new MigrationWork(context, Find(context, StepConnections.Source), Find(context, StepConnections.Target)), cancellationToken));

    protected abstract Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken);

    private DatabaseConnection Find(StepContext context, string key) => connections.Require(context.With.GetProperty(key).GetString() ?? "");
}

/// <summary>One attempt of a <see cref="MigrationStep"/>.</summary>
public sealed record MigrationWork(StepContext Context, DatabaseConnection Source, DatabaseConnection Target) : IProgress<WorkProgress>
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long? _before;

    /// <summary>Both sides may be shown as they are.</summary>
    public bool ShowsPersonalData => Source.ShowPersonalData && Target.ShowPersonalData;

    /// <summary>Passed on at once, with the rate of this attempt and the time that is left at it.</summary>
    public void Report(WorkProgress value)
    {
        _before ??= value.Done;
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var rate = seconds > 0 ? (value.Done - _before.Value) / seconds : 0;
        var left = value.Left ?? (rate > 0 && value.Total is { } total && total > value.Done ? TimeSpan.FromSeconds((total - value.Done) / rate) : null);
        string?[] notes = [value.Note, rate >= 1 ? $"{Figures.Number((long)rate)} {value.Unit}/s" : null, left is { } known ? $"about {Figures.Duration(known)} left" : null];
        Context.Report(new StepProgress(value.Done, value.Total, value.Unit, string.Join(", ", notes.OfType<string>())));
    }

    /// <summary>The plan that the dry run of this migration made and that people decided on.</summary>
    /// <exception cref="StepFailedException">It is not that plan any more.</exception>
    public async Task<MigrationPlan> ReadPlanAsync(CancellationToken cancellationToken)
    {
        await using var stream = await Context.OpenArtifactAsync(Context.With.GetProperty("plan").GetString()!, cancellationToken);
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            var plan = PlanJson.Read(text);
            if (PlanJson.Digest(plan) == Context.With.GetProperty("digest").GetString())
                return plan;
        }
        catch (JsonException)
        {
            // Nobody has agreed to what this is, whatever it is.
        }

        throw new StepFailedException("The plan of this migration is no longer the one that was decided on: its file was changed. This step did nothing. Ask for the migration again, and decide on the plan that it shows.");
    }
}
