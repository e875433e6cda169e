using ChatOps.Agents.Evidence;
using ChatOps.Agents.Explaining;
using ChatOps.Agents.History;
using ChatOps.Agents.Models;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Prompts;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Specialists;
using ChatOps.Agents.Specialists.AnomalyDetector;
using ChatOps.Agents.Specialists.Blocks;
using ChatOps.Agents.Specialists.DataQuality;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Agents.Specialists.ReportWriter;
using ChatOps.Agents.Specialists.SchemaValidator;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents;

/// <summary>Adds the specialists and what they share.</summary>
public static class AgentsRegistration
{
    /// <param name="promptsFolder">One file per agent.</param>
    /// <param name="model">The language model, or none.</param>
    /// <exception cref="PromptFilesException">There is a model, and a file is missing or wrong; all problems at once.</exception>
    public static IServiceCollection AddAgents(this IServiceCollection services, string promptsFolder, ModelOptions model)
    {
        // Only a model needs prompts: a command without one does not read them.
        var prompts = new Lazy<PromptLibrary>(() => PromptLibrary.Load(promptsFolder));
        if (model.IsConfigured)
            _ = prompts.Value;
        services.AddSingleton(provider => new Lazy<PromptLibrary>(() =>
        {
            var logger = provider.GetRequiredService<ILogger<PromptLibrary>>();
            prompts.Value.Refused += errors => Log.PromptsRefused(logger, string.Join(" ", errors));
            return prompts.Value;
        }));
        services.AddModels(model);
        services.AddPlanner();
        services.AddQuestions();
        services.AddSingleton<SqlAuthor>();
        services.AddSingleton<EvidenceCollector>();
        services.AddSingleton<RuleFileInput>();
        services.AddSingleton<InstallationFiles>();
        services.AddSingleton<SavedChecks>();
        services.AddSingleton<MigrationOptionsInput>();
        services.AddSingleton<IStepTargets, RunTargets>();
        services.AddSingleton(HistoryTables.Version1);
        services.AddSingleton<ProfileHistory>();
        services.AddSingleton<IStepHandler, SchemaInspectStep>();
        services.AddSingleton<IStepHandler, SchemaValidateStep>();
        services.AddSingleton<IStepHandler, SchemaDiffStep>();
        services.AddSingleton<IStepHandler, DataProfileStep>();
        services.AddSingleton<IStepHandler, DataCheckStep>();
        services.AddSingleton<IStepHandler, DataQuarantineStep>();
        services.AddSingleton<IStepHandler, QuarantineExportStep>();
        services.AddSingleton<IStepHandler, AnomalyRowsStep>();
        services.AddSingleton<IStepHandler, AnomalyTrendStep>();
        services.AddSingleton<IStepHandler, LandingExportStep>();
        services.AddSingleton<IStepHandler, BackupCreateStep>();
        services.AddSingleton<IStepHandler, MigrateDryRunStep>();
        services.AddSingleton<IStepHandler, MigrateSchemaStep>();
        services.AddSingleton<IStepHandler, MigrateReplaceStep>();
        services.AddSingleton<IStepHandler, MigrateCopyStep>();
        services.AddSingleton<IStepHandler, MigrateFinishStep>();
        services.AddSingleton<IStepHandler, MigrateVerifyStep>();
        services.AddSingleton<IStepHandler, MigrateProofStep>();
        services.AddSingleton<IStepHandler, RollbackDryRunStep>();
        services.AddSingleton<IStepHandler, MigrateRollbackStep>();
        services.AddSingleton<ReportIntroducer>();
        services.AddSingleton<ReportTranslator>();
        services.AddSingleton<IStepHandler, LlmChatStep>();
        services.AddSingleton<Proposer>();
        services.AddSingleton<CheckProposals>();
        services.AddSingleton<IStepHandler, RulesSuggestStep>();
        services.AddSingleton<IStepHandler, SchemaSuggestStep>();
        services.AddSingleton<IStepHandler, MigrateSuggestStep>();
        services.AddSingleton<Explainer>();
        services.AddSingleton<RunExplanations>();
        services.AddSingleton<IStepHandler, ResultExplainStep>();
        services.AddSingleton<IStepHandler, SqlQueryStep>();
        services.AddSingleton<IStepHandler, ReportWriteStep>();
        services.AddSingleton<IStepHandler, KnowledgeRetrieveStep>();
        return services;
    }
}
