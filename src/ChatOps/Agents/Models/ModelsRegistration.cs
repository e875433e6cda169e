using Microsoft.Extensions.AI;

namespace ChatOps.Agents.Models;

/// <summary>Adds the language model, where one is configured.</summary>
internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services, ModelOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(ModelCallTables.Version1);
        services.AddSingleton<ModelCalls>();
        services.AddSingleton(new Lazy<IChatClient>(() => new OpenAiChat(options, options.KeyVariable is null ? null : Environment.GetEnvironmentVariable(options.KeyVariable))));
        services.AddSingleton<ModelAgent>();
        return services;
    }
}
