using System.Text.Json;
using ChatOps.Agents.Explaining;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Planning;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>
/// <c>migrate.suggest</c>: choices for a migration in the form of the file of choices, by a language model. The whole migration is planned with them by
/// reading, so that what they change is known in figures. Nothing is made, moved or kept but the result.
/// </summary>
internal sealed class MigrateSuggestStep(ConnectionRegistry connections, MigrationPlanner planner, SchemaReader schemas, MigrationOptionsInput input, Proposer proposer) : MigrationStep(connections)
{
    private const string Prompt = "migrator-overrides";

    public override StepType Type { get; } = new("migrate.suggest", "Propose choices for the migration", "Migrator", RiskClass.Read, MigrationSchemas.DryRun, ProposalSchemas.Output)
    {
        DefaultTimeout = TimeSpan.FromHours(6),
    };

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var options = input.Of(work.Context.With);
        var before = await planner.PlanAsync(work.Source, work.Target, options, work, cancellationToken);
        var subject = MigrationSubject.OfPlan(work.Source.Name, work.Target.Name, before, work.ShowsPersonalData);
        var facts = new Dictionary<string, object>
        {
            ["source"] = work.Source.Name,
            ["target"] = work.Target.Name,
            ["engine"] = before.Target.ToString(),
            ["notes"] = subject.Items.Select(item => new { item.Id, item.Facts }),
        };
        var (proposals, fallback) = await proposer.ProposeAsync(Prompt, await schemas.ReadAsync(work.Source, cancellationToken), facts, ProposalForm.Contract(subject.Figures, kinds: []), cancellationToken);
        var summary = new ProposalSummary
        {
            Summary = proposer.Model is null ? "no language model is configured, so there is nothing to propose" : "nothing was proposed",
            Title = $"Choices for migrating {work.Source.Name} to {work.Target.Name}",
            Connection = work.Source.Name,
            Target = work.Target.Name,
            Fallback = fallback,
        };
        return ReportJson.ToElement(proposals.Choices.Count == 0 ? summary : await TryAsync(work, options, before, proposals.Choices, summary, cancellationToken));
    }

    /// <summary>Choices that make the migration impossible, or that name what is not there, are told and not offered.</summary>
    private async Task<ProposalSummary> TryAsync(
        MigrationWork work, MigrationOptions options, MigrationPlan before, IReadOnlyList<ProposedChoice> choices, ProposalSummary summary, CancellationToken cancellationToken)
    {
        var text = ProposedFile.Write($"Proposed by the language model {proposer.Model} for {work.Source.Name} to {work.Target.Name}. Read it, and change what is not meant.", choices);
        try
        {
            var overrides = OverrideFile.Parse(text, "proposal");
            var after = await planner.PlanAsync(work.Source, work.Target, options with { Overrides = overrides }, work, cancellationToken);
            if (Count(after, NoteKind.Error) > Count(before, NoteKind.Error))
                return Unusable(summary, after.Notes.First(note => note.Kind == NoteKind.Error).Message);
            return summary with
            {
                Summary = $"{Figures.Count(choices.Count, "choice")} by the model, tried in a plan of the whole migration",
                Choices = choices,
                Effects = [.. Effects(before, after)],
                Model = proposer.Model,
                File = await work.Context.KeepTextAsync("overrides.yaml", "application/yaml", text, cancellationToken),
                Digest = MigrationWork.DigestOf(text),
            };
        }
        catch (RuleFileException unfit)
        {
            return Unusable(summary, unfit.Problems[0].Message);
        }
        catch (DatabaseException refused) when (!refused.IsTransient)
        {
            return Unusable(summary, refused.Message);
        }
    }

    private static ProposalSummary Unusable(ProposalSummary summary, string reason) => summary with { Summary = "what the model proposed cannot be used", Unusable = [reason] };

    private static IEnumerable<string> Effects(MigrationPlan before, MigrationPlan after)
    {
        yield return Change("Rows that will be rejected", Rejected(before), Rejected(after));
        yield return Change("Things that cannot be done", Count(before, NoteKind.Error), Count(after, NoteKind.Error));
        yield return Change("Things that are not carried over", Count(before, NoteKind.NotCarried), Count(after, NoteKind.NotCarried));
        yield return Change("Things that will be different", Count(before, NoteKind.Changed), Count(after, NoteKind.Changed));
        var types = before.Tables.Join(after.Tables, table => table.Source.Name, table => table.Source.Name, (old, now) => old.Columns.Join(
            now.Columns, column => column.Source.Name, column => column.Source.Name, (was, becomes) => (now.Source.Name, was, becomes))).SelectMany(pairs => pairs);
        foreach (var (table, was, becomes) in types.Where(pair => pair.was.Target.DeclaredType != pair.becomes.Target.DeclaredType))
            yield return $"{table}.{was.Source.Name} becomes {becomes.Target.DeclaredType} instead of {was.Target.DeclaredType}.";
    }

    private static string Change(string what, long before, long after) => $"{what}: {Figures.Number(before)} without them, {Figures.Number(after)} with them.";

    private static long Count(MigrationPlan plan, NoteKind kind) => plan.Notes.Count(note => note.Kind == kind);

    private static long Rejected(MigrationPlan plan) => plan.Notes.Where(note => note.Kind == NoteKind.Reject).Sum(note => note.Rows ?? 0);
}
