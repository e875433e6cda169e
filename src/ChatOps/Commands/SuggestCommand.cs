using System.CommandLine;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Connections;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>suggest CONN</c>: a rule file that the database satisfies today. It reads and keeps nothing, so it needs no run.</summary>
internal sealed class SuggestCommand(GlobalOptions options)
{
    private readonly Argument<string?> _connection = new("connection") { Description = "A configured name, a SQLite file, or a URL.", HelpName = "CONN", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _tables = new("--table") { Description = "Only this table; may be given several times.", HelpName = "T" };
    private readonly Option<string?> _out = new("--out") { Description = "Write to this new file instead of standard output.", HelpName = "FILE" };
    private readonly Option<bool> _schema = new("--schema") { Description = "Print the JSON schema of rule files, for editors, and nothing else." };

    public Command Build()
    {
        var command = new Command("suggest", "Writes a rule file for validate --rules from the rows as they are.") { _connection, _tables, _out, _schema };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_schema))
        {
            await WriteAsync(result.GetValue(_out), RuleFileSchema.Text, cancellationToken);
            return ExitCodes.Fine;
        }

        var name = result.GetValue(_connection) ?? throw new CommandException(ExitCodes.BadInput, "Which database? Add a configured name, the path of a SQLite file, or a URL.");
        var settings = options.Read(result);
        var (connection, isNamed) = ConnectionArgument.Resolve(name, "dev", settings, LocalPerson.Find(settings));
        if (isNamed && connection.Name == Settings.DemoName)
            await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var services = new ServiceCollection().AddDatabase([connection]).BuildServiceProvider();
        var tables = result.GetValue(_tables) is { Length: > 0 } named ? named : null;
        var suggested = await services.GetRequiredService<RuleSuggester>().SuggestAsync(connection, tables, progress: null, cancellationToken);
        await WriteAsync(result.GetValue(_out), suggested.Yaml, cancellationToken);
        await Console.Error.WriteLineAsync($"{Figures.Count(suggested.Checks, "check")}, all of which hold today.");
        foreach (var item in suggested.NotChecked)
            await Console.Error.WriteLineAsync($"not looked at  {item.Table}  {item.Reason}");
        return suggested.NotChecked.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Fine;
    }

    /// <summary>Never over a file that is there: somebody may have worked on it.</summary>
    private static async Task WriteAsync(string? file, string text, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await Console.Out.WriteAsync(text.AsMemory(), cancellationToken);
            return;
        }

        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(stream);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, File.Exists(file) ? $"{file} is there already and was left as it is. Name a new file." : $"{file} cannot be written: {problem.Message}");
        }
    }
}
