using System.CommandLine;
using ChatOps.Demo;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>demo --out FILE</c>: makes a demo database with planted defects, and the list of them beside it.</summary>
internal sealed class DemoCommand
{
    private readonly Option<string> _out = new("--out") { Description = "The file to make.", HelpName = "FILE", Required = true };
    private readonly Option<int> _seed = new("--seed") { Description = "Decides every value and every planted defect.", DefaultValueFactory = _ => 2024 };

    public Command Build()
    {
        var command = new Command("demo", "Makes a shop database with every kind of defect planted, and a list of the defects.") { _out, _seed };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(result.GetValue(_out)!);
        if (File.Exists(path))
            throw new CommandException(ExitCodes.BadInput, $"{path} is there already, and it was left as it is. Name a new file.");
        var truth = await DemoDatabase.CreateAsync(path, result.GetValue(_seed), cancellationToken);
        await Documents.WriteLineAsync($"Made {path} with {Figures.Count(truth.Defects.Count, "planted defect")}; the list stands beside it.");
        return ExitCodes.Fine;
    }
}
