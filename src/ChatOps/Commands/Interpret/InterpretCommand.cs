using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Commands.Interpret;

/// <summary>
/// <c>interpret</c>: what requests in a file would come to in the world of a catalog, one JSON line each. It starts
/// nothing and only reads the databases in the folder that is named. Every line gets an answer.
/// </summary>
internal sealed class InterpretCommand(GlobalOptions options)
{
    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _catalog = new("--catalog") { Description = "The world they are asked in: a JSON file with databases, migration_targets, jobs, channels, now_utc, default_tz.", HelpName = "C.json", Required = true };
    private readonly Option<string> _requests = new("--requests") { Description = "One JSON object per line, with id, text and maybe context; - reads standard input.", HelpName = "R.jsonl", Required = true };
    private readonly Option<string?> _databases = new("--databases") { Description = "A folder with NAME.sqlite for databases whose tables can be read.", HelpName = "DIR" };

    private readonly PlannerOption _planner = new();

    public Command Build()
    {
        var command = new Command("interpret", "Prints what each request of a file is understood as: operations, targets, schedule, or the question or refusal.") { _catalog, _requests, _databases, _planner.Option };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var world = CatalogFile.Read(result.GetValue(_catalog)!);
        await using var folder = new DatabaseFolder(result.GetValue(_databases));
        await using var model = _planner.IsModel(result) ? await ModelServices.StartAsync(options, result, [], cancellationToken) : null;
        var answers = Readers.Of(model, world, folder);
        using var reader = Open(result.GetValue(_requests)!);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                await Console.Out.WriteLineAsync((await AnswerAsync(answers, line, cancellationToken)).ToJsonString(Lines).AsMemory(), cancellationToken);
        }

        if (model is not null)
            await model.TellFallbacksAsync(cancellationToken);
        return ExitCodes.Fine;
    }

    private static async Task<JsonObject> AnswerAsync(Answers answers, string line, CancellationToken cancellationToken)
    {
        var request = RequestLine.Read(line);
        return request.Problem is { } problem ? AnswerLine.Unreadable(request.Id, problem) : await answers.OfAsync(request, cancellationToken);
    }

    private static TextReader Open(string file)
    {
        if (file == "-")
            return Console.In;
        try
        {
            return new StreamReader(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"--requests {file} cannot be read: {problem.Message}");
        }
    }
}
