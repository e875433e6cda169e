using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>A step type made of a function.</summary>
internal sealed class Handler(string name, RiskClass risk, Func<StepContext, CancellationToken, Task<JsonElement>> work) : IStepHandler
{
    public static readonly JsonElement AnyObject = Json.Of("""{"type":"object"}""");

    public StepType Type { get; init; } = new(name, name, "Tester", risk, AnyObject, AnyObject);

    public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => work(context, cancellationToken);

    /// <summary>Gives its <c>with</c> back.</summary>
    public static Handler Echo(string name = "test.echo", RiskClass risk = RiskClass.Read) =>
        new(name, risk, (context, _) => Task.FromResult(context.With));
}

internal static class Json
{
    public static JsonElement Of(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
