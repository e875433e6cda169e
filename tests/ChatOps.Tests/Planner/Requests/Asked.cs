namespace ChatOps.Tests.Planner.Requests;

/// <summary>A request and what it should be understood as.</summary>
/// <param name="Text">As somebody would write it.</param>
/// <param name="Expected">
/// The outcome, each step with its names in a fixed order (<c>when</c> where it has a condition), <c>@</c> and the
/// schedule, <c>!</c> where somebody else must agree. <c>clarify</c> is followed by what is understood, and behind
/// <c>?</c> by a word of the question; a span of time that must be covered stands in brackets. <c>any</c> is everything
/// but a refusal; <c>|</c> parts what is as good.
/// </param>
internal sealed record Asked(string Text, string Expected)
{
    /// <summary>What came before, as the requests file has it; null for nothing.</summary>
    public string? Context { get; init; }

    public override string ToString() => Context is null ? Text : $"{Text} after {Context}";
}
