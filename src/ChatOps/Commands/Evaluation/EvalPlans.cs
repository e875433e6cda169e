using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Evaluation;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Pipelines.State;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval plans FILE</c>: whether instructions come to the plans that are right for them, by the grammar or by the configured model.</summary>
internal sealed class EvalPlans(GlobalOptions options)
{
    private const string Offline = "offline";
    private const string Model = "model";

    private readonly Argument<string> _file = new("file") { Description = "One JSON object per line, as eval generate prints them.", HelpName = "FILE" };
    private readonly Option<string> _planner = new("--planner") { Description = "offline (the grammar) or model (the configured language model, with the grammar behind it).", DefaultValueFactory = _ => Offline };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("plans", "Plans every instruction and compares the pipeline with the right one.") { _file, _planner, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = result.GetValue(_file)!;
        var pairs = CaseLines.Read(file).Select(line => Read(file, line.Line, line.Json)).ToList();
        var marks = result.GetValue(_planner) switch
        {
            Offline => await MarkAsync(new OfflinePlanner(), pairs, cancellationToken),
            Model => await AskModelAsync(result, pairs, cancellationToken),
            var other => throw new CommandException(ExitCodes.BadInput, $"--planner {other} is not known; it is {Offline} or {Model}."),
        };
        await ScorePrint.WriteAsync(Score.Of(marks), 0, result.GetValue(_json));
        return ExitCodes.Fine;
    }

    /// <summary>The calls are recorded like any, in a state that goes away with the command.</summary>
    private async Task<IReadOnlyList<(string, Mark)>> AskModelAsync(ParseResult result, IReadOnlyList<InstructionPair> pairs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        try
        {
            var settings = GlobalOptions.Read(options.ReadConfiguration(result), folder);
            if (!settings.Model.IsConfigured)
                throw new CommandException(ExitCodes.BadInput, "No language model is configured. Name one in the section Model of the configuration.");
            await using var services = new ServiceCollection().AddLogging().AddCore(settings).BuildServiceProvider();
            await services.GetRequiredService<AuditLog>().InitializeAsync(cancellationToken);
            return await MarkAsync(services.GetRequiredService<IPlanner>(), pairs, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<(string, Mark)>> MarkAsync(IPlanner planner, IReadOnlyList<InstructionPair> pairs, CancellationToken cancellationToken)
    {
        var evaluation = new PlanEvaluation(planner);
        var marks = new List<(string, Mark)>(pairs.Count);
        foreach (var pair in pairs)
            marks.Add(($"{pair.Language} {pair.Shape}", await evaluation.MarkAsync(pair, cancellationToken)));
        return marks;
    }

    private static InstructionPair Read(string file, int line, JsonElement json)
    {
        try
        {
            return json.Deserialize<InstructionPair>(JsonSerializerOptions.Web)!;
        }
        catch (JsonException)
        {
            throw CaseLines.Unfit(file, line, "is no pair as eval generate prints them");
        }
    }
}
