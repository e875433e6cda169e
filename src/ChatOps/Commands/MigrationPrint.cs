using System.Text.Json;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Commands;

/// <summary>What <c>migrate</c> prints, and how it ends.</summary>
internal static class MigrationPrint
{
    private static readonly string[] Phases = ["schema", "load", "index", "constraints", "verify"];

    public static async Task<int> DryRunAsync(OneShot shot, Run run, bool json, CancellationToken cancellationToken)
    {
        var plan = OneShot.OutputOf(run, "dry_run").Deserialize<DryRunSummary>(ReportJson.Options)!;
        var script = await File.ReadAllTextAsync(await shot.PathOfAsync(plan.Script, cancellationToken), cancellationToken);
        if (json)
        {
            await Documents.WriteJsonAsync(new { plan.Tables, plan.Estimate, plan.Notes, Script = script });
            return ExitCodes.Fine;
        }

        await Documents.WriteLineAsync($"-- {plan.Source} to {plan.Target}: {plan.Summary}");
        await Documents.WriteLineAsync(plan.Estimate is { Rows: { } rows, Bytes: { } bytes, Seconds: { } seconds }
            ? $"-- about {Figures.Count(rows, "row")}, {Figures.Bytes(bytes)}, {Figures.Duration(TimeSpan.FromSeconds(seconds))}"
            : "-- how much it is, the source does not estimate");
        foreach (var note in plan.Notes)
            await Documents.WriteLineAsync($"-- {ProofWords.Kind(note.Kind)}: {note.Message.ReplaceLineEndings(" ")}");
        await Documents.WriteLineAsync();
        await Documents.WriteLineAsync(script);
        return ExitCodes.Fine;
    }

    public static async Task<int> OutcomeAsync(OneShot shot, Run run, bool compared, bool json, CancellationToken cancellationToken)
    {
        var outcome = await shot.ReadAsync<MigrationOutcome>(run, "finish", "result", cancellationToken);
        var verification = compared ? await shot.ReadAsync<ComparedDatabases>(run, "verify", "result", cancellationToken) : null;
        var proof = OneShot.OutputOf(run, "proof").Deserialize<ProofSummary>(ReportJson.Options)!;
        var (kept, page) = (await shot.KeepProofAsync(proof.Proof, $"{run.Id}.json", cancellationToken), await shot.KeepProofAsync(proof.Page, $"{run.Id}.html", cancellationToken));
        if (json)
        {
            await Documents.WriteJsonAsync(new
            {
                Run = outcome.Run,
                Tables = outcome.Tables.Select(table => new { Name = table.Table, table.Source, table.Loaded, table.Rejected }),
                outcome.Rejects,
                outcome.NotMade,
                Seconds = Phases.ToDictionary(phase => phase, phase => phase == "verify" ? Math.Round(verification?.Seconds ?? 0, 3) : outcome.Seconds.GetValueOrDefault(phase)),
                Verified = verification?.Result.Identical,
                Proof = kept,
            });
        }
        else
        {
            await PrintAsync(outcome, proof, kept, page);
        }

        var isAccounted = outcome.NotMade.Count == 0 && outcome.Tables.All(table => table.Rejected == 0);
        return !isAccounted ? ExitCodes.Findings : VerificationPrint.ExitCodeOf(verification?.Result);
    }

    private static async Task PrintAsync(MigrationOutcome outcome, ProofSummary proof, string kept, string page)
    {
        await Documents.WriteLineAsync($"{proof.Source} to {proof.Target}: {proof.Verdict}");
        foreach (var table in outcome.Tables)
            await Documents.WriteLineAsync($"  {table.Table}: {Figures.Count(table.Source, "row")}, {Figures.Number(table.Loaded)} loaded, {Figures.Number(table.Rejected)} rejected");
        foreach (var reject in outcome.Rejects)
            await Documents.WriteLineAsync($"rejected  {reject.Table}  {Figures.Count(reject.Count, "row")}  {reject.Reason}");
        foreach (var item in outcome.NotMade)
            await Documents.WriteLineAsync($"not made  {item}");
        await Documents.WriteLineAsync($"Proof: {kept}, to read: {page}");
        await Documents.WriteLineAsync($"To take it back: rollback TARGET --run {outcome.Run}");
    }
}
