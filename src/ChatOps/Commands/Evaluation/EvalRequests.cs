using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Evaluation;
using ChatOps.Commands.Interpret;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval requests FILE --catalog C.json</c>: whether requests are read as what they mean, by outcome, operations, targets and approval.</summary>
internal sealed class EvalRequests(GlobalOptions options)
{
    private readonly Argument<string> _file = new("file") { Description = "One JSON object per line: id, text, maybe context, and what is expected.", HelpName = "FILE" };
    private readonly Option<string> _catalog = new("--catalog") { Description = "The world they are asked in, as for interpret.", HelpName = "C.json", Required = true };
    private readonly Option<string?> _databases = new("--databases") { Description = "A folder with NAME.sqlite for databases whose tables can be read.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    private readonly PlannerOption _planner = new();

    public Command Build()
    {
        var command = new Command("requests", "Interprets every request and compares what it came to with what is expected.") { _file, _catalog, _databases, _planner.Option, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = result.GetValue(_file)!;
        var lines = CaseLines.Read(file);
        var world = CatalogFile.Read(result.GetValue(_catalog)!);
        await using var folder = new DatabaseFolder(result.GetValue(_databases));
        await using var model = _planner.IsModel(result) ? await ModelServices.StartAsync(options, result, [], cancellationToken) : null;
        var answers = Readers.Of(model, world, folder);
        var marks = new List<(string, Mark)>();
        foreach (var (number, line) in lines)
        {
            if (!line.TryGetProperty("expected", out var expected) || expected.ValueKind != JsonValueKind.Object)
                throw CaseLines.Unfit(file, number, "has no expected");
            var answer = JsonSerializer.SerializeToElement(await answers.OfAsync(RequestLine.Read(line.GetRawText()), cancellationToken));
            marks.Add((line.TryGetProperty("lang", out var language) ? language.ToString() : "", ExpectedAnswer.Mark(expected, answer)));
        }

        if (model is not null)
            await model.TellFallbacksAsync(cancellationToken);
        await ScorePrint.WriteAsync(Score.Of(marks), 0, result.GetValue(_json));
        return ExitCodes.Fine;
    }
}
