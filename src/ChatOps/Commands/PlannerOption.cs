using System.CommandLine;
using ChatOps.Agents.Models;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.State;

namespace ChatOps.Commands;

/// <summary><c>--planner</c>: who reads the words, the grammar or the configured language model with the grammar behind it.</summary>
internal sealed class PlannerOption
{
    private const string Grammar = "grammar";
    private const string Model = "model";

    public Option<string> Option { get; } = new("--planner")
    {
        Description = "grammar, or model (the configured language model, with the grammar behind it).",
        HelpName = "grammar|model",
        DefaultValueFactory = _ => Grammar,
    };

    /// <summary>A model is wanted.</summary>
    /// <exception cref="CommandException">It is neither of the two.</exception>
    public bool IsModel(ParseResult result) => result.GetValue(Option) switch
    {
        Grammar => false,
        Model => true,
        var other => throw new CommandException(ExitCodes.BadInput, $"--planner {other} is not known; it is {Grammar} or {Model}."),
    };
}

/// <summary>The specialists with the configured model, on a state that goes away with the command; its calls are recorded and limited like any.</summary>
internal sealed class ModelServices : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;

    private ModelServices(string folder, ServiceProvider services) => (_folder, _services) = (folder, services);

    /// <param name="connections">Databases that are named on the command line.</param>
    /// <exception cref="CommandException">No model is configured.</exception>
    public static async Task<ModelServices> StartAsync(GlobalOptions options, ParseResult result, IReadOnlyList<DatabaseConnection> connections, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        try
        {
            var settings = GlobalOptions.Read(options.ReadConfiguration(result), folder);
            if (!settings.Model.IsConfigured)
                throw new CommandException(ExitCodes.BadInput, "No language model is configured. Name one in the section Model of the configuration, or leave --planner out.");
            var services = new ServiceCollection().AddLogging().AddCore(settings, connections).BuildServiceProvider();
            await services.GetRequiredService<AuditLog>().InitializeAsync(cancellationToken);
            return new ModelServices(folder, services);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Says on standard error how often the grammar stood in for the model, and why.</summary>
    public async Task TellFallbacksAsync(CancellationToken cancellationToken)
    {
        var calls = await Get<ModelCalls>().ReadAsync(int.MaxValue, cancellationToken);
        if (calls.Count(call => call.IsFallback) is > 0 and var fallbacks)
            await Console.Error.WriteLineAsync($"{fallbacks} of {calls.Count} questions to the model were read without it: {string.Join(", ", calls.Where(call => call.IsFallback).GroupBy(call => call.Outcome).Select(same => $"{same.Key} {same.Count()}"))}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
