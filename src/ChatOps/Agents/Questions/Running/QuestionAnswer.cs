namespace ChatOps.Agents.Questions.Running;

/// <summary>What became of a question, as one document.</summary>
public sealed record QuestionAnswer
{
    public required AnswerOutcome Outcome { get; init; }

    /// <summary>The statement that was run, or null.</summary>
    public string? Sql { get; init; }

    /// <summary>Names of the result's columns, in order; they need not be unique.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyList<object?[]> Rows { get; init; } = [];

    /// <summary>There were more rows than an answer holds.</summary>
    public bool Truncated { get; init; }

    /// <summary>What is asked back, or null.</summary>
    public string? Question { get; init; }

    /// <summary>Questions that could be meant.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Why it was refused, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What was understood, or null.</summary>
    public string? Restatement { get; init; }

    /// <summary>How sure the reading is, 0 to 1; null for a statement.</summary>
    public double? Confidence { get; init; }
}

/// <summary>Kinds of answers.</summary>
public enum AnswerOutcome
{
    /// <summary>Here are the rows.</summary>
    Answer,

    /// <summary>Something has to be said more clearly first.</summary>
    Clarify,

    /// <summary>It is not done, and why.</summary>
    Refuse,
}
