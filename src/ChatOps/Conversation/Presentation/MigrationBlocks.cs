using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Cards;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Conversation.Presentation;

/// <summary>What a migration or a rollback is about to do, from the steps that looked at it by reading.</summary>
internal static class MigrationBlocks
{
    private const int MostTables = 12;
    private const int MostNotes = 10;

    /// <summary>The evidence that the run's own reading steps have brought so far; none for a run about something else.</summary>
    public static IEnumerable<CardBlock> Of(Run run)
    {
        if (StepOutputs.First<DryRunSummary>(run, "migrate.dry-run") is { } plan)
            return Plan(plan);
        return StepOutputs.First<RollbackSummary>(run, "migrate.rollback-dry-run") is { } rollback ? Rollback(rollback) : [];
    }

    /// <summary>Every statement, to be read before anybody decides.</summary>
    public static IEnumerable<CardAction> Links(Run run)
    {
        if (StepOutputs.First<DryRunSummary>(run, "migrate.dry-run") is { } plan)
            yield return new CardAction.OpenLink("Statements (SQL)", ArtifactLink.To(plan.Script, "migration.sql"));
        if (StepOutputs.First<RollbackSummary>(run, "migrate.rollback-dry-run") is { } rollback)
            yield return new CardAction.OpenLink("Statements (SQL)", ArtifactLink.To(rollback.Script, "rollback.sql"));
    }

    public static IEnumerable<CardBlock> Plan(DryRunSummary plan)
    {
        yield return new CardBlock.Facts([.. Facts(plan)]);
        yield return new CardBlock.Table(
            ["Table", "About rows", "In the target"],
            [.. plan.Tables.OrderByDescending(table => table.Rows ?? 0).Take(MostTables).Select(table => new[] { table.Name, table.Rows is { } rows ? Figures.Number(rows) : "unknown", table.IsThere ? $"{table.Target}, which is there" : table.Target })]);
        if (plan.Tables.Count > MostTables)
            yield return new CardBlock.Text($"{Figures.Count(plan.Tables.Count - MostTables, "smaller table")} more.", Subtle: true);
        var weighty = plan.Notes.Where(note => note.Kind != NoteKind.Changed).ToList();
        if (weighty.Count > 0)
            yield return Notes(weighty);
        if (plan.Notes.Where(note => note.Kind == NoteKind.Changed).ToList() is { Count: > 0 } changed)
            yield return new CardBlock.Details($"What will be different ({Figures.Number(plan.Changed)})", [Notes(changed)]);
    }

    private static IEnumerable<Fact> Facts(DryRunSummary plan)
    {
        const string planned = "the plan that the dry run made from both catalogues and the source's rows";
        yield return new Fact("Tables", Figures.Number(plan.Tables.Count), planned);
        if (plan.Estimate is { Rows: { } rows, Bytes: { } bytes, Seconds: { } seconds })
        {
            yield return new Fact("Rows", $"about {Figures.Number(rows)}", "the source's own estimate, table by table");
            yield return new Fact("Size", $"about {Figures.Bytes(bytes)}", "the rows at the width of their types, texts taken for short");
            yield return new Fact("Takes", $"about {Figures.Duration(TimeSpan.FromSeconds(seconds))}", "the rows at a modest rate; a local server is faster");
        }

        if (plan.Rejects > 0)
            yield return new Fact("Will be rejected", plan.RejectedRows > 0 ? Figures.Count(plan.RejectedRows, "row") : "some rows", "counted in the source; each row goes to _chatops_rejects in the target with its reason");
        yield return new Fact("Not carried over", Figures.Number(plan.NotCarried), planned);
    }

    private static CardBlock.Table Notes(IReadOnlyList<MigrationNote> notes) => new(
        ["What", "Where", "Note"], [.. notes.Take(MostNotes).Select(note => new[] { ProofWords.Kind(note.Kind), ProofWords.Place(note), note.Message })]);

    private static IEnumerable<CardBlock> Rollback(RollbackSummary rollback)
    {
        yield return new CardBlock.Text($"{rollback.Summary}, all of it made by the migration {rollback.Run}.", Tone.Warning);
        if (rollback.Tables.Count > 0)
            yield return new CardBlock.Table(["Table that goes", "Rows in it now"], [.. rollback.Tables.Take(MostTables).Select(table => new[] { table.Name, Figures.Number(table.Rows) })]);
    }
}
