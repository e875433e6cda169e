using ChatOps.Agents;
using ChatOps.Conversation;
using ChatOps.Database.Connections;
using ChatOps.Demo;
using ChatOps.Knowledge;
using ChatOps.Knowledge.Schemas;
using ChatOps.People;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;
using ChatOps.Reports.Proof;

namespace ChatOps;

/// <summary>Puts the rooms together; every way to start the program uses the same ones.</summary>
internal static class Composition
{
    private const int DemoSeed = 2024;

    /// <summary>The engine, the databases and the specialists.</summary>
    /// <param name="named">Databases named on the command line, beside the configured ones, whose names they hide.</param>
    public static IServiceCollection AddCore(this IServiceCollection services, Settings settings, params IReadOnlyList<DatabaseConnection> named)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(new PeopleDirectory(settings.People));
        services.AddDatabase([.. named, .. WithDemo(settings).Where(connection => !named.Any(hiding => IsNamed(connection, hiding.Name)))]);
        services.AddPipelines(settings.Pipelines);
        services.AddSingleton(new ProofStore(settings.KeyFolder));
        services.AddKnowledge(settings.Knowledge);
        services.AddSingleton(new StatedSchemas(settings.KeyFolder));
        services.AddAgents(settings.PromptsFolder, settings.Model);
        return services;
    }

    /// <summary>The configured connections and, unless that name is taken, the demo.</summary>
    public static IReadOnlyList<DatabaseConnection> WithDemo(Settings settings) =>
        settings.Connections.Any(connection => string.Equals(connection.Name, Settings.DemoName, StringComparison.OrdinalIgnoreCase) || connection.Aliases.Contains(Settings.DemoName, StringComparer.OrdinalIgnoreCase))
            ? settings.Connections
            : [.. settings.Connections, ConnectionAddress.ForFile(settings.DemoPath) with { Name = Settings.DemoName }];

    private static bool IsNamed(DatabaseConnection connection, string name) =>
        connection.Aliases.Prepend(connection.Name).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the demo database when it is not there yet.</summary>
    public static Task MakeDemoAsync(Settings settings, CancellationToken cancellationToken)
    {
        DataFolder.Create(settings.DataFolder);
        return File.Exists(settings.DemoPath) ? Task.CompletedTask : DemoDatabase.CreateAsync(settings.DemoPath, DemoSeed, cancellationToken);
    }
}
