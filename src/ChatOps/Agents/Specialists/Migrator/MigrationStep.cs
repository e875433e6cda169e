using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Pipelines.Engine;

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
    /// <summary>Both sides may be shown as they are.</summary>
    public bool ShowsPersonalData => Source.ShowPersonalData && Target.ShowPersonalData;

    public void Report(WorkProgress value) => Context.Pass(value);

    /// <summary>The plan that the dry run of this migration made and that people decided on.</summary>
    /// <exception cref="StepFailedException">It is not that plan any more.</exception>
    public async Task<MigrationPlan> ReadPlanAsync(CancellationToken cancellationToken)
    {
        var text = await Context.ReadTextAsync("plan", cancellationToken);
        if (DigestOf(text) == Context.With.GetProperty("digest").GetString())
            return PlanJson.Read(text);
        throw new StepFailedException("The plan of this migration is no longer the one that was decided on: its file was changed. This step did nothing. Ask for the migration again, and decide on the plan that it shows.");
    }

    /// <summary>Lower-case hex SHA-256 of a plan to the last byte: what a decision is bound to.</summary>
    public static string DigestOf(string plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan)));
}
