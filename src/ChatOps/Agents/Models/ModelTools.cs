using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ChatOps.Agents.Models;

/// <summary>The tools that one question may use: an allow-list of functions that only read, and how often they may be called.</summary>
/// <param name="Functions">Typed functions; what they return is data of somebody else.</param>
/// <param name="MostCalls">Over the whole question, its repairs included.</param>
internal sealed record ModelTools(IReadOnlyList<AIFunction> Functions, int MostCalls)
{
    /// <summary>The largest answer of a tool that is passed on, in characters.</summary>
    private const int MostCharacters = 8_000;

    public static ModelTools None { get; } = new([], 0);

    /// <summary>Carries out a call and returns what the model is told. Names outside the list, too many calls and failures are answered in words.</summary>
    public async Task<FunctionResultContent> CallAsync(FunctionCallContent call, ToolUse use, string boundary, CancellationToken cancellationToken)
    {
        if (Functions.FirstOrDefault(tool => tool.Name == call.Name) is not { } function)
        {
            use.Refused.Add(call.Name.Length > 60 ? call.Name[..60] : call.Name);
            return new FunctionResultContent(call.CallId, "Refused: this tool is not among yours. Go on without it.");
        }

        if (use.Calls >= MostCalls)
            return new FunctionResultContent(call.CallId, $"Refused: you have made all of your {MostCalls.ToString(CultureInfo.InvariantCulture)} calls. Answer with what you know.");
        use.Calls++;
        return new FunctionResultContent(call.CallId, await RunAsync(function, call, boundary, cancellationToken));
    }

    private static async Task<string> RunAsync(AIFunction function, FunctionCallContent call, string boundary, CancellationToken cancellationToken)
    {
        if (call.Exception is not null)
            return "The arguments are not JSON of the tool's form; nothing was called.";
        try
        {
            var result = await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken);
            var text = JsonSerializer.Serialize(result, JsonSerializerOptions.Web);
            return $"<data-{boundary}>\n{(text.Length > MostCharacters ? text[..MostCharacters] + " (cut)" : text)}\n</data-{boundary}>";
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What failed may quote a database; the sentence of a refusal that is ours is enough to go on.
            return failure is Database.Connections.DatabaseException refused ? $"It failed: {refused.Message}" : "It failed: the arguments do not fit.";
        }
    }
}

/// <summary>How a question has used its tools so far.</summary>
internal sealed class ToolUse
{
    public int Calls { get; set; }

    /// <summary>Names that were asked for and are not on the list.</summary>
    public List<string> Refused { get; } = [];
}
