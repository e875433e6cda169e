using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Pipelines;

/// <summary>Adds the engine to an application.</summary>
public static class PipelinesRegistration
{
    /// <summary>
    /// Registers every service of this project. The application adds its <see cref="Engine.IStepHandler"/>s, one
    /// <see cref="Engine.IStepTargets"/> and its own <see cref="State.StateScript"/>s.
    /// </summary>
    public static IServiceCollection AddPipelines(this IServiceCollection services, PipelinesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        return services;
    }
}
