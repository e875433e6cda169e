using ChatOps.Knowledge.Aliases;
using ChatOps.Knowledge.Documents;
using ChatOps.Knowledge.Phrases;

namespace ChatOps.Knowledge;

/// <summary>Adds what people have stated: aliases, documents, schemas.</summary>
public static class KnowledgeRegistration
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services, KnowledgeOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(AliasTables.Version1);
        services.AddSingleton(DocumentTables.Version1);
        services.AddSingleton(_ => PhraseBook.Default);
        services.AddSingleton<AliasStore>();
        services.AddSingleton(_ => new EmbeddingClient(options.Embedding));
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<DocumentLibrary>();
        services.AddSingleton<DocumentSearch>();
        return services;
    }
}
