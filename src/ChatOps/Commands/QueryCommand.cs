using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Schemas;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>query CONN "SELECT ..."</c> and <c>query CONN --ask "..."</c>: reads rows. It keeps nothing, so it needs no run.</summary>
internal sealed class QueryCommand(GlobalOptions options)
{
    private const string FromInput = "-";

    private static readonly JsonSerializerOptions OneLine = new(ReportJson.Options) { WriteIndented = false };

    private readonly Argument<string> _connection = ConnectionArgument.Create();
    private readonly Argument<string?> _sql = new("sql") { Description = "One SELECT.", HelpName = "SQL", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _ask = new("--ask") { Description = "A question in words instead of SQL; - reads one per line from standard input and prints one JSON document per line.", HelpName = "QUESTION" };
    private readonly PlannerOption _planner = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("query", "Answers a SELECT or a question in words with rows.") { _connection, _sql, _ask, _planner.Option, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (sql, ask) = (result.GetValue(_sql), result.GetValue(_ask));
        if (string.IsNullOrWhiteSpace(sql) == string.IsNullOrWhiteSpace(ask))
            throw new CommandException(ExitCodes.BadInput, "Give either one SELECT or --ask with a question in words.");
        var settings = options.Read(result);
        var (connection, isNamed) = ConnectionArgument.Resolve(result.GetValue(_connection)!, "dev", settings, LocalPerson.Find(settings));
        if (isNamed && connection.Name == Settings.DemoName)
            await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var services = new ServiceCollection().AddDatabase([connection]).AddQuestions().BuildServiceProvider();
        await using var model = _planner.IsModel(result) ? await ModelServices.StartAsync(options, result, [connection], cancellationToken) : null;
        var answers = model is null ? services.GetRequiredService<QuestionAnswers>() : new QuestionAnswers(services.GetRequiredService<QuestionReader>(), services.GetRequiredService<QueryRunner>(), model.Get<SqlAuthor>().WriteAsync);
        var scope = QuestionScope.Of(connection, new StatedSchemas(settings.KeyFolder));
        if (ask == FromInput)
            return await AnswerLinesAsync(answers, scope, model, cancellationToken);
        var answer = sql is null ? await answers.AskAsync(scope, ask!, cancellationToken) : await answers.RunAsync(connection, sql, cancellationToken);
        if (model is not null)
            await model.TellFallbacksAsync(cancellationToken);
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(answer);
        else
            await AnswerPrint.WriteAsync(answer);
        return CodeOf(answer);
    }

    private static int CodeOf(QuestionAnswer answer) => answer.Outcome == AnswerOutcome.Answer ? ExitCodes.Fine : ExitCodes.BadInput;

    /// <summary>A line that cannot be answered does not keep the others from their answers.</summary>
    private static async Task<int> AnswerLinesAsync(QuestionAnswers answers, QuestionScope scope, ModelServices? model, CancellationToken cancellationToken)
    {
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Trim().Length == 0)
                continue;
            var answer = await answers.AskAsync(scope, line, cancellationToken);
            await Documents.WriteLineAsync(JsonSerializer.Serialize(answer, OneLine));
        }

        if (model is not null)
            await model.TellFallbacksAsync(cancellationToken);
        return ExitCodes.Fine;
    }
}
