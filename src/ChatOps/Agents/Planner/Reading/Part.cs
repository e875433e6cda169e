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

    /// <summary>What the question asks for, where an answer alone completes the request; else null.</summary>
    public PendingSlot? Slot { get; init; }

    /// <summary>The words that could not be resolved, or null when nothing was said.</summary>
    public string? Mention { get; init; }

    /// <summary>Nothing was recognised; <see cref="Question"/> says so.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Why it is not done; else null.</summary>
    public string? Refusal { get; init; }

    /// <summary>What to know before it is done, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was read into it, each a sentence.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>The question to say yes to before anything is written or stopped on the strength of this reading; null for none.</summary>
    public string? Doubt { get; init; }

    /// <summary>The request that is made again, in words; nothing else is set then.</summary>
    public string? Again { get; init; }

    public static Part Of(params IReadOnlyList<Operation> operations) => new() { Operations = operations };

    public static Part Ask(string question, IReadOnlyList<string> choices, params IReadOnlyList<Operation> understood) =>
        new() { Operations = understood, Question = question, Choices = choices };

    public static string Listed(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";
}
