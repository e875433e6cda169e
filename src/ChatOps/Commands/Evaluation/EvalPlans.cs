using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Evaluation;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval plans FILE</c>: whether instructions come to the plans that are right for them, by the grammar or by the configured model.</summary>
internal sealed class EvalPlans(GlobalOptions options)
{
    private readonly Argument<string> _file = new("file") { Description = "One JSON object per line, as eval generate prints them.", HelpName = "FILE" };
    private readonly PlannerOption _planner = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("plans", "Plans every instruction and compares the pipeline with the right one.") { _file, _planner.Option, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = result.GetValue(_file)!;
        var pairs = CaseLines.Read(file).Select(line => Read(file, line.Line, line.Json)).ToList();
        var marks = _planner.IsModel(result) ? await AskModelAsync(result, pairs, cancellationToken) : await MarkAsync(new OfflinePlanner(), pairs, cancellationToken);
        await ScorePrint.WriteAsync(Score.Of(marks), 0, result.GetValue(_json));
        return ExitCodes.Fine;
    }

    private async Task<IReadOnlyList<(string, Mark)>> AskModelAsync(ParseResult result, IReadOnlyList<InstructionPair> pairs, CancellationToken cancellationToken)
    {
        await using var model = await ModelServices.StartAsync(options, result, [], cancellationToken);
        var marks = await MarkAsync(model.Get<IPlanner>(), pairs, cancellationToken);
        await model.TellFallbacksAsync(cancellationToken);
        return marks;
    }

    private static async Task<IReadOnlyList<(string, Mark)>> MarkAsync(IPlanner planner, IReadOnlyList<InstructionPair> pairs, CancellationToken cancellationToken)
    {
        var evaluation = new PlanEvaluation(planner);
        var marks = new List<(string, Mark)>(pairs.Count);
        foreach (var pair in pairs)
            marks.Add(($"{pair.Language} {pair.Family} {pair.Shape}", await evaluation.MarkAsync(pair, cancellationToken)));
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
