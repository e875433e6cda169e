using ChatOps.Conversation;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Channels.DirectLine;

/// <summary>Adds the web chat's channel to an application.</summary>
public static class DirectLineRegistration
{
    /// <summary>
    /// Needs the state database, <see cref="PipelinesOptions"/> for the data folder and an <see cref="ITurnReceiver"/>;
    /// brings the reply port of the channel <c>web</c>.
    /// </summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, DirectLineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(ActivityStore.Script);
        services.AddSingleton(ActivityStore.TurnScript);
        services.AddSingleton<ActivityStore>();
        services.AddSingleton<ConversationSignals>();
        services.AddSingleton<DirectLineReplyPort>();
        services.AddSingleton<IReplyPort>(provider => provider.GetRequiredService<DirectLineReplyPort>());
        services.AddSingleton<MessageLimiter>();
        services.AddSingleton<DirectLineCallers>();
        services.AddSingleton<DirectLineInbox>();
        services.AddSingleton<DirectLineServices>();
        services.AddHostedService<LateHandIn>();
        services.AddSingleton(provider => new DirectLineTokens(
            InstanceKey.Open(provider.GetRequiredService<PipelinesOptions>().DataFolder), options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

/// <summary>What the endpoints work with.</summary>
internal sealed record DirectLineServices(
    DirectLineOptions Options,
    DirectLineTokens Tokens,
    DirectLineCallers Callers,
    MessageLimiter Limiter,
    ActivityStore Store,
    ConversationSignals Signals,
    DirectLineInbox Inbox);
