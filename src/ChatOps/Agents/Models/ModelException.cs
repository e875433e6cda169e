namespace ChatOps.Agents.Models;

/// <summary>A model gave no answer that can be used. The message is a sentence for a person and holds nothing that the endpoint said.</summary>
public sealed class ModelException : Exception
{
    public ModelException(ModelProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    public ModelProblem Problem { get; }

    /// <summary>How long the endpoint asked to be left alone; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The next turns would meet it too, so for a while the model is not asked.</summary>
    public bool IsLasting => Problem is ModelProblem.Unreachable or ModelProblem.TooSlow or ModelProblem.RateLimited or ModelProblem.Refused;
}

/// <summary>Why there is no answer.</summary>
public enum ModelProblem
{
    /// <summary>Nobody listens there, or the server failed.</summary>
    Unreachable,

    /// <summary>It did not answer in time.</summary>
    TooSlow,

    /// <summary>It asked to be called less often.</summary>
    RateLimited,

    /// <summary>It refused the key, the model's name or the request.</summary>
    Refused,

    /// <summary>What came is no answer of such an endpoint.</summary>
    Nonsense,

    /// <summary>The answer ended at its limit of tokens.</summary>
    CutShort,

    /// <summary>The model itself declined to answer.</summary>
    Declined,

    /// <summary>The turn or the day has used up its tokens.</summary>
    OverBudget,

    /// <summary>Answers came, and none of them kept to what was asked for.</summary>
    Unusable,
}
