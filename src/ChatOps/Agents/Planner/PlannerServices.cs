using ChatOps.Agents.Planner.Model;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Agents.Planner;

/// <summary>Registers the planner.</summary>
public static class PlannerServices
{
    public static IServiceCollection AddPlanner(this IServiceCollection services) => services
        .AddSingleton<OfflinePlanner>()
        .AddSingleton<IPlanner, ModelPlanner>();
}
