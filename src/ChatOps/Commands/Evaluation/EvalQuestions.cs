using System.CommandLine;
using ChatOps.Agents.Evaluation;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval questions FILE --databases DIR</c>: execution accuracy of questions about data.</summary>
internal sealed class EvalQuestions
{
    private readonly Argument<string> _file = new("file") { Description = "One JSON object per line: db_id, question, gold_sql (or gold_sql_alternatives), order_matters.", HelpName = "FILE" };
    private readonly Option<string> _databases = new("--databases") { Description = "A folder with NAME.sqlite for every db_id.", HelpName = "DIR", Required = true };
    private readonly Option<string> _language = new("--language") { Description = "en reads question and gold_sql, de question_de and gold_sql_de, and so on.", DefaultValueFactory = _ => "en" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("questions", "Asks every question and compares its rows with those of the given statement.") { _file, _databases, _language, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (file, folder) = (result.GetValue(_file)!, result.GetValue(_databases)!);
        var cases = CaseLines.Read(file).Select(line => QuestionCase.Read(line.Json, result.GetValue(_language)!) ?? throw CaseLines.Unfit(file, line.Line, "needs db_id, question and gold_sql")).ToList();
        var databases = cases.Select(asked => asked.Database).Distinct().ToDictionary(name => name, name => Find(folder, name));
        await using var services = new ServiceCollection().AddDatabase([]).AddQuestions().AddSingleton(TimeProvider.System).BuildServiceProvider();
        var evaluation = new QuestionEvaluation(services.GetRequiredService<QuestionAnswers>());
        var marks = new List<(string, Mark)>();
        foreach (var asked in cases)
        {
            if (await evaluation.MarkAsync(asked, databases[asked.Database], cancellationToken) is { } mark)
                marks.Add((asked.Database, mark));
        }

        await ScorePrint.WriteAsync(Score.Of(marks), cases.Count - marks.Count, result.GetValue(_json));
        return ExitCodes.Fine;
    }

    /// <summary>Names come from the data set; they are not to lead out of the folder.</summary>
    private static DatabaseConnection Find(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".sqlite");
        return name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && File.Exists(file)
            ? ConnectionAddress.ForFile(Path.GetFullPath(file)) with { Name = name }
            : throw new CommandException(ExitCodes.BadInput, $"{folder} holds no {name}.sqlite. Nothing was measured.");
    }
}
