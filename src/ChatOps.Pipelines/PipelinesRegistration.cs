using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines;

/// <summary>Adds the engine to an application.</summary>
public static class PipelinesRegistration
{
    /// <summary>
    /// Registers every service of this project. The application adds its <see cref="IStepHandler"/>s, one
    /// <see cref="IStepTargets"/> and its own <see cref="StateScript"/>s. The host opens the state at its start; a part
    /// that needs it earlier calls <see cref="AuditLog.InitializeAsync"/>, which opens both.
    /// </summary>
    /// <exception cref="ArgumentException">The options are out of range; the message lists every problem with its key.</exception>
    public static IServiceCollection AddPipelines(this IServiceCollection services, PipelinesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Check() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new PolicyTable(options.Policy));
        services.AddSingleton(AuditLog.Script);
        services.AddSingleton(RunTables.Script);
        services.AddSingleton(ApprovalTables.Script);
        services.AddSingleton(p => new StateDatabase(
            options.DataFolder, p.GetServices<StateScript>(), p.GetRequiredService<ILogger<StateDatabase>>()));
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ProgressBoard>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<ApprovalStore>();
        services.AddSingleton<StepCatalog>();
        services.AddSingleton<Gatekeeper>();
        services.AddSingleton<SuspectGate>();
        services.AddSingleton<RunServices>();
        services.AddSingleton<RunDispatcher>();
        services.AddSingleton(p => new PipelineEngine(
            p.GetRequiredService<RunServices>(), p.GetRequiredService<RunStore>(), p.GetRequiredService<RunDispatcher>()));
        services.AddSingleton(p => new ApprovalDesk(p.GetRequiredService<RunServices>(), p.GetRequiredService<RunDispatcher>()));
        services.AddHostedService<PipelinesHost>();
        return services;
    }
}
