namespace ChatOps.Agents.Questions.Language;

/// <summary>An adjective in its second or third degree, and the columns that it can be about.</summary>
/// <param name="IsHigh">It asks for high values of <paramref name="Of"/>: "older", "largest".</param>
/// <param name="IsSuperlative">"oldest"; else a comparative, "older".</param>
/// <param name="IsPlain">Any column of numbers can be meant: "highest", "larger".</param>
/// <param name="Of">Words in the names of columns.</param>
/// <param name="Against">Words of columns that run the other way: the oldest has the lowest year of birth.</param>
internal sealed record Degree(bool IsHigh, bool IsSuperlative, bool IsPlain, IReadOnlyList<string> Of, IReadOnlyList<string> Against);
