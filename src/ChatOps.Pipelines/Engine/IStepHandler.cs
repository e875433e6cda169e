using System.Text.Json;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Carries out one step type. An attempt may be repeated after a crash, so effects outside must be tied to
/// <see cref="StepContext.IdempotencyKey"/>.
/// </summary>
public interface IStepHandler
{
    StepType Type { get; }

    /// <summary>Runs one attempt and returns the step's output, a JSON object that fits the type's output schema.</summary>
    /// <exception cref="StepFailedException">The step cannot succeed; the message is written for a person.</exception>
    Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken);
}

/// <summary>What a step type is: its contract, its risk and who owns it.</summary>
/// <param name="Name">Stable dotted name, such as <c>landing.export</c>.</param>
/// <param name="Title">What people read, such as "Export tables to CSV".</param>
/// <param name="Owner">The specialist that carries it out, such as "Schema validator".</param>
/// <param name="Risk">The most it can do.</param>
/// <param name="InputSchema">JSON schema of <c>with</c>.</param>
/// <param name="OutputSchema">JSON schema of the output.</param>
public sealed record StepType(
    string Name,
    string Title,
    string Owner,
    RiskClass Risk,
    JsonElement InputSchema,
    JsonElement OutputSchema)
{
    /// <summary>The longest one attempt may take when the definition does not say.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Why no pipeline may use it here and what to do about that, as sentences; null where one may.</summary>
    public string? Unavailable { get; init; }

    /// <summary>Inputs that a definition writes out: a template in them is a finding, so that nothing that a step read can become what is asked for.</summary>
    public IReadOnlyList<string> Literals { get; init; } = [];

    /// <summary>What it creates, changes or drops, in sentences that people read before they decide; null where it only reads.</summary>
    public string? Effect { get; init; }

    /// <summary>How to take that back, as a sentence that begins with a verb in lower case; null where there is nothing to take back.</summary>
    public string? Undo { get; init; }
}

/// <summary>A step ended in a way its author foresaw.</summary>
public sealed class StepFailedException : Exception
{
    public StepFailedException(string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Another attempt may succeed, so the retry policy applies.</summary>
    public bool IsTransient { get; }
}
