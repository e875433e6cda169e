using System.CommandLine;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Demo;
using ChatOps.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Commands;

/// <summary><c>demo --out FILE</c> or <c>demo --on CONN</c>: makes a demo database with planted defects, and the list of them.</summary>
internal sealed class DemoCommand(GlobalOptions options)
{
    private readonly Option<string?> _out = new("--out") { Description = "The SQLite file to make; the list of defects stands beside it.", HelpName = "FILE" };
    private readonly Option<string?> _on = new("--on") { Description = "Or an empty database on a server: a configured name with a writer, or a URL.", HelpName = "CONN" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Your decision to write into the server's database." };
    private readonly Option<string?> _truth = new("--truth") { Description = "With --on: write the list of defects to this file.", HelpName = "FILE" };
    private readonly Option<int> _seed = new("--seed") { Description = "Decides every value and every planted defect.", DefaultValueFactory = _ => 2024 };

    public Command Build()
    {
        var command = new Command("demo", "Makes a shop database with every kind of defect planted, and a list of the defects.") { _out, _on, _yes, _truth, _seed };
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) => (result.GetValue(_out), result.GetValue(_on)) switch
    {
        ({ } file, null) => MakeFileAsync(Path.GetFullPath(file), result.GetValue(_seed), cancellationToken),
        (null, { } server) => MakeOnServerAsync(result, server, cancellationToken),
        _ => throw new CommandException(ExitCodes.BadInput, "Say where: --out FILE for a SQLite file, or --on CONN for an empty database on a server."),
    };

    private static async Task<int> MakeFileAsync(string path, int seed, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new CommandException(ExitCodes.BadInput, $"{path} is there already, and it was left as it is. Name a new file.");
        var truth = await DemoDatabase.CreateAsync(path, seed, cancellationToken);
        await Documents.WriteLineAsync($"Made {path} with {Figures.Count(truth.Defects.Count, "planted defect")}; the list stands beside it.");
        return ExitCodes.Fine;
    }

    private async Task<int> MakeOnServerAsync(ParseResult result, string server, CancellationToken cancellationToken)
    {
        var settings = options.Read(result);
        var (named, isNamed) = ConnectionArgument.Resolve(server, "dev", settings, LocalPerson.Find(settings));
        if (named.Provider == DatabaseProvider.Sqlite)
            throw new CommandException(ExitCodes.BadInput, "For a SQLite file use --out FILE. Nothing was written.");
        if (named.Environment != "dev")
            throw new CommandException(ExitCodes.NeedsDecision, $"{named.Name} is a {named.Environment} database; the demo goes only where the one who asks may decide. Nothing was written.");
        if (!result.GetValue(_yes))
            throw new CommandException(ExitCodes.NeedsDecision, $"This makes 18 tables in {named.Name}. Say --yes if that is what you want. Nothing was written.");
        var connection = isNamed ? named : named with { Writer = named.Reader };
        await using var services = new ServiceCollection().AddDatabase([connection]).AddSingleton<ServerDemo>().BuildServiceProvider();
        var truth = await services.GetRequiredService<ServerDemo>().CreateAsync(connection, result.GetValue(_seed), cancellationToken);
        if (result.GetValue(_truth) is { } file)
            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(truth, ReportJson.Options), cancellationToken);
        await Documents.WriteLineAsync($"Made the demo in {connection.Name} with {Figures.Count(truth.Defects.Count, "planted defect")}.");
        return ExitCodes.Fine;
    }
}
