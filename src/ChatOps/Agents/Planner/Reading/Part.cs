namespace ChatOps.Agents.Planner.Reading;

/// <summary>What one part of a request came to.</summary>
internal sealed record Part
{
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>Of a change of a schedule: its new time.</summary>
    public PlannedTime? Time { get; init; }

    /// <summary>What must be asked first; <see cref="Operations"/> then hold what is understood.</summary>
    public string? Question { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Why it is not done; else null.</summary>
    public string? Refusal { get; init; }

    /// <summary>What to know before it is done, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static Part Of(params IReadOnlyList<Operation> operations) => new() { Operations = operations };

    /// <summary>A question that offers names; they stand in it, so that it can be answered without buttons.</summary>
    public static Part Ask(string question, IReadOnlyList<string> choices, params IReadOnlyList<Operation> understood) => new()
    {
        Operations = understood,
        Question = choices.Count == 0 || choices.All(choice => question.Contains(choice, StringComparison.Ordinal)) ? question : $"{question} {Listed(choices)}?",
        Choices = choices,
    };

    public static string Listed(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";
}
