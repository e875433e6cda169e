using ChatOps.Knowledge;
using ChatOps.Knowledge.Documents;
using ChatOps.Pipelines.State;

namespace ChatOps.Commands;

/// <summary>The documents of a data folder, opened beside a server that may run on it.</summary>
internal sealed class KnowledgeHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private KnowledgeHost(ServiceProvider services) => _services = services;

    public DocumentLibrary Library => _services.GetRequiredService<DocumentLibrary>();

    public DocumentStore Store => _services.GetRequiredService<DocumentStore>();

    public DocumentSearch Search => _services.GetRequiredService<DocumentSearch>();

    /// <param name="makeFolder">Make the data folder where there is none.</param>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<KnowledgeHost> OpenAsync(Settings settings, bool makeFolder, CancellationToken cancellationToken)
    {
        if (!makeFolder && !Directory.Exists(settings.DataFolder))
            throw new CommandException(ExitCodes.BadInput, $"There is no data folder {settings.DataFolder}. Name it with --data.");
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(provider => new StateDatabase(settings.DataFolder, provider.GetServices<StateScript>(), provider.GetRequiredService<ILogger<StateDatabase>>()))
            .AddKnowledge(settings.Knowledge)
            .BuildServiceProvider();
        await services.GetRequiredService<StateDatabase>().InitializeAsync(cancellationToken);
        return new KnowledgeHost(services);
    }

    public Task<IReadOnlyList<Document>> ListAsync(CancellationToken cancellationToken) =>
        Store.ListAsync(_services.GetRequiredService<EmbeddingClient>().Model, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
