namespace ChatOps.Pipelines.Engine;

/// <summary>How one attempt ended.</summary>
internal abstract record AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    /// <param name="Output">JSON text, checked.</param>
    public sealed record Succeeded(string Output) : AttemptOutcome;

    /// <param name="Message">For people.</param>
    public sealed record Failed(string Message, bool IsTransient) : AttemptOutcome;

    /// <summary>The run ended or the program stops; the attempt counts for nothing.</summary>
    public sealed record Interrupted : AttemptOutcome;
}
