using ChatOps.Conversation.Aliases;
using ChatOps.Conversation.Checks;
using ChatOps.Conversation.Documents;
using ChatOps.Conversation.Memory;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>Adds the dialog loop.</summary>
public static class ConversationRegistration
{
    public static IServiceCollection AddConversation(this IServiceCollection services)
    {
        services.AddSingleton(ConversationTables.Version1);
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Replies>();
        services.AddSingleton<RunAnnouncer>();
        services.AddSingleton<DialogCatalog>();
        services.AddSingleton<PlanProposer>();
        services.AddSingleton<RunAccess>();
        services.AddSingleton<RunCards>();
        services.AddSingleton<SpokenDecisions>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<RunControl>();
        services.AddSingleton<Rollbacks>();
        services.AddSingleton<RunTalk>();
        services.AddSingleton<SpokenCommands>();
        services.AddSingleton<ProposalKeeping>();
        services.AddSingleton<ProposalTalk>();
        services.AddSingleton<PressedButtons>();
        services.AddSingleton<HiddenNames>();
        services.AddSingleton<AliasSight>();
        services.AddSingleton<AliasReader>();
        services.AddSingleton<AliasTrial>();
        services.AddSingleton<AliasNotices>();
        services.AddSingleton<AliasTalk>();
        services.AddSingleton<DocumentTalk>();
        services.AddSingleton<CheckTalk>();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<MemoryTalk>();
        services.AddSingleton<KnowledgeTalk>();
        services.AddSingleton<Dialog>();
        services.AddSingleton<TurnInbox>();
        services.AddSingleton<ITurnReceiver>(provider => provider.GetRequiredService<TurnInbox>());
        services.AddSingleton(provider => new ConversationQuiet(
            provider.GetRequiredService<TurnInbox>(),
            provider.GetRequiredService<RunAnnouncer>(),
            provider.GetRequiredService<RunStore>(),
            provider.GetRequiredService<ApprovalStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<TurnInbox>());
        services.AddHostedService(provider => provider.GetRequiredService<RunAnnouncer>());
        return services;
    }
}
