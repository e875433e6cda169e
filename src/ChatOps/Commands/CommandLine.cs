using System.CommandLine;
using ChatOps.Agents.Prompts;
using ChatOps.Commands.Evaluation;
using ChatOps.Commands.Interpret;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Schemas;
using ChatOps.Pipelines.State;

namespace ChatOps.Commands;

/// <summary>The whole command line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new GlobalOptions();
        var serve = new ServeCommand(options);
        var root = new RootCommand("A chat bot for people who run databases. Without a command it serves the chat page.")
        {
            options.Data, options.Config, serve.Urls,
        };
        root.SetAction(serve.RunAsync);
        root.Subcommands.Add(serve.Build());
        root.Subcommands.Add(new ChatCommand(options).Build());
        root.Subcommands.Add(new ValidateCommand(options).Build());
        root.Subcommands.Add(new ProfileCommand(options).Build());
        root.Subcommands.Add(new SuggestCommand(options).Build());
        root.Subcommands.Add(new AnomaliesCommand(options).Build());
        root.Subcommands.Add(new QueryCommand(options).Build());
        root.Subcommands.Add(new DiffCommand(options).Build());
        root.Subcommands.Add(new ExportCommand(options).Build());
        root.Subcommands.Add(new MigrateCommand(options).Build());
        root.Subcommands.Add(new VerifyCommand(options).Build());
        root.Subcommands.Add(new RollbackCommand(options).Build());
        root.Subcommands.Add(new InterpretCommand(options).Build());
        root.Subcommands.Add(new EvalCommand(options).Build());
        root.Subcommands.Add(new KnowledgeCommand(options).Build());
        root.Subcommands.Add(new AuditCommand(options).Build());
        root.Subcommands.Add(new SignInCommand(options).Build());
        root.Subcommands.Add(new DemoCommand(options).Build());

        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Say --help to see what there is.");
            return ExitCodes.BadInput;
        }

        return await InvokeAsync(result);
    }

    private static async Task<int> InvokeAsync(ParseResult result)
    {
        try
        {
            return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException problem)
        {
            return await SayAsync(problem.Message, problem.ExitCode);
        }
        catch (SettingsException problem)
        {
            return await SayAsync(problem.Message, ExitCodes.BadInput);
        }
        catch (DatabaseException problem)
        {
            var isInput = problem.Problem is DatabaseProblem.UnknownConnection or DatabaseProblem.NotFound or DatabaseProblem.NotADatabase or DatabaseProblem.Unsupported or DatabaseProblem.BadStatement or DatabaseProblem.NotReadOnly;
            return await SayAsync(problem.Message, isInput ? ExitCodes.BadInput : ExitCodes.Failed);
        }
        catch (RuleFileException problem)
        {
            return await SayAsync(problem.Message, ExitCodes.BadInput);
        }
        catch (StatedSchemaException problem)
        {
            return await SayAsync(problem.Message, ExitCodes.BadInput);
        }
        catch (PromptFilesException problem)
        {
            return await SayAsync(problem.Message, ExitCodes.BadInput);
        }
        catch (StateUnavailableException problem)
        {
            return await SayAsync(problem.Message, ExitCodes.Failed);
        }
        catch (OperationCanceledException)
        {
            return await SayAsync("Stopped. What had not finished was not done.", ExitCodes.Failed);
        }
        catch (Exception problem) when (!Hosting.IsDebugging)
        {
            return await SayAsync($"The program met something it did not expect and stopped: {problem.GetType().Name}. What had been finished is kept. Set {Hosting.DebugVariable}=1 and try again to see the details that a bug report needs.", ExitCodes.Failed);
        }
    }

    private static async Task<int> SayAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
