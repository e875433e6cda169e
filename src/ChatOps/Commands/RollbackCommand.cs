using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>rollback TARGET</c>: drops what a migration made there, and nothing else.</summary>
internal sealed class RollbackCommand(GlobalOptions options)
{
    private readonly Argument<string> _target = new("target") { Description = "Where the migration went: a configured name, a SQLite file, or a URL.", HelpName = "TARGET" };
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string?> _run = new("--run") { Description = "Which migration; the latest one where this is left out.", HelpName = "ID" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Your decision to drop it." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("rollback", "Drops what a migration made in its target, in order; refuses where the target has changed since.") { _target, _environment, _run, _yes, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (shot, connections) = await OneShot.StartAsync(options, result, [new DatabaseAsked(result.GetValue(_target)!, result.GetValue(_environment)!) { Writes = true }], cancellationToken);
        await using (shot)
        {
            var definition = new PipelineDefinition { Name = "rollback", Steps = MigrationSteps.Rollback(connections[0].Name, result.GetValue(_run)) };
            var run = await shot.RunAsync(definition, run => DecideAsync(shot, run, result.GetValue(_yes), cancellationToken), cancellationToken);
            var summary = Read(run, "rollback");
            if (result.GetValue(_json))
                await Documents.WriteJsonAsync(new { summary.Run, Dropped = summary.Tables });
            else
                await Documents.WriteLineAsync($"{summary.Target}: {summary.Summary}. Nothing else was touched.");
            return ExitCodes.Fine;
        }
    }

    private static async Task<bool> DecideAsync(OneShot shot, Run run, bool yes, CancellationToken cancellationToken)
    {
        var found = Read(run, "find");
        await Console.Error.WriteLineAsync($"The migration {found.Run} into {found.Target}: {found.Summary}");
        await Console.Error.WriteLineAsync(await File.ReadAllTextAsync(await shot.PathOfAsync(found.Script, cancellationToken), cancellationToken));
        return yes || await LocalDecision.AskAsync($"Drop this in {found.Target}?");
    }

    private static RollbackSummary Read(Run run, string step) => OneShot.OutputOf(run, step).Deserialize<RollbackSummary>(ReportJson.Options)!;
}
