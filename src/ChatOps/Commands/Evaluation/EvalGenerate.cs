using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Agents.Evaluation;
using ChatOps.Agents.Planner.Model;
using ChatOps.Agents.Prompts;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval generate</c>: instructions with their plans, to train a small model on and to measure planners by.</summary>
internal sealed class EvalGenerate(GlobalOptions options)
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Option<int> _count = new("--count") { Description = "How many, 1 to 1000000.", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed makes the same lines.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _languages = new("--language") { Description = "en, de or es; all three when left out. May be repeated.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _prompts = new("--prompts") { Description = "Add the planner's prompt, filled, as a model would get it." };

    public Command Build()
    {
        var command = new Command("generate", "Prints instructions with the plans that are right for them, one JSON line each.") { _count, _seed, _languages, _prompts };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var count = result.GetValue(_count);
        if (count is < 1 or > 1_000_000)
            throw new CommandException(ExitCodes.BadInput, "--count must be from 1 to 1000000.");
        IReadOnlyList<string> languages = result.GetValue(_languages) is { Length: > 0 } named ? named : PairWords.Languages;
        if (languages.FirstOrDefault(language => !PairWords.Languages.Contains(language)) is { } unknown)
            throw new CommandException(ExitCodes.BadInput, $"--language {unknown} is not known; the languages are {string.Join(", ", PairWords.Languages)}.");
        var prompt = result.GetValue(_prompts) ? PromptLibrary.Load(options.Read(result).PromptsFolder)["planner"] : null;
        foreach (var pair in new PairGenerator(result.GetValue(_seed), languages).Make(count))
        {
            var line = prompt is null || pair.Answer is null ? pair : pair with { Prompt = await FilledAsync(prompt, pair, cancellationToken) };
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(line, Lines).AsMemory(), cancellationToken);
        }

        return ExitCodes.Fine;
    }

    /// <summary>The marks of data are the pair's id here: a model is trained to heed whatever they are.</summary>
    private static async Task<string> FilledAsync(Prompt prompt, InstructionPair pair, CancellationToken cancellationToken)
    {
        var values = await PlanPrompt.VariablesAsync(pair.ToRequest(), [.. pair.Connections.Select(connection => connection.Name)], cancellationToken);
        (values["now"], values["boundary"]) = ("2026-01-05 09:00 UTC", pair.Id);
        return prompt.Render(values);
    }
}
