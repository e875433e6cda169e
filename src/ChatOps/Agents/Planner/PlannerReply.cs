namespace ChatOps.Agents.Planner;

/// <summary>What a text came to. Closed: a new kind of reply is a nested record here.</summary>
public abstract record PlannerReply
{
    private PlannerReply()
    {
    }

    /// <summary>A plan that may be shown and, where the policy lets it, started.</summary>
    public sealed record Execute(Plan Plan) : PlannerReply;

    /// <summary>Something must be said first; remember <paramref name="Understood"/> as <see cref="ConversationMemory.Pending"/>.</summary>
    /// <param name="Choices">At most five, each to be sent as if typed when it is pressed.</param>
    /// <param name="Understood">Null where no answer alone completes the request, so that it has to be said anew.</param>
    public sealed record Clarify(string Question, IReadOnlyList<string> Choices, PendingRequest? Understood) : PlannerReply;

    /// <summary>It is planned, and done only after a yes; remember <paramref name="Understood"/> as <see cref="ConversationMemory.Pending"/>, which binds the yes to exactly that.</summary>
    /// <param name="Choices">Yes and no, each to be sent as if typed when it is pressed.</param>
    public sealed record Confirm(string Question, IReadOnlyList<string> Choices, PendingRequest Understood) : PlannerReply;

    /// <summary>Nothing of it is done, and why.</summary>
    /// <param name="Suggestions">What can be done instead, each to be sent as if typed.</param>
    public sealed record Refuse(string Reason, IReadOnlyList<string> Suggestions) : PlannerReply;

    /// <summary>The legitimate part as a plan, and why the rest is left out.</summary>
    public sealed record Partial(Plan Plan, string Reason) : PlannerReply;

    /// <summary>A word of control.</summary>
    /// <param name="Argument">What it is about as far as it was said: a run id, a connection; else null.</param>
    public sealed record Command(ConversationCommand Name, string? Argument) : PlannerReply;

    /// <summary>The same word of control about several things, in order.</summary>
    public sealed record Commands(IReadOnlyList<Command> All) : PlannerReply;

    /// <summary>Thanks, greetings, a yes to nothing: a friendly answer and no effect.</summary>
    public sealed record SmallTalk(string Text, IReadOnlyList<string> Suggestions) : PlannerReply;

    /// <summary>Not understood; <paramref name="Text"/> says so and what is nearest.</summary>
    /// <param name="Suggestions">Requests that would work, with this person's own connection names.</param>
    public sealed record Unknown(string Text, IReadOnlyList<string> Suggestions) : PlannerReply;
}

/// <summary>What a word of control asks for.</summary>
public enum ConversationCommand
{
    /// <summary>Agree to the open approval request.</summary>
    Approve,

    /// <summary>Decide against the open approval request.</summary>
    Reject,

    /// <summary>Stop a run: the named one, else the one in flight.</summary>
    Cancel,

    /// <summary>How far the runs in flight are, or how the named run stands.</summary>
    Status,

    /// <summary>List recent runs.</summary>
    Runs,

    /// <summary>Say what the bot can do.</summary>
    Help,

    /// <summary>List the connections this person may see.</summary>
    Connections,

    /// <summary>Take back the last thing done.</summary>
    Undo,

    /// <summary>Run the last or the named run again.</summary>
    Retry,

    /// <summary>Say why the last or the named run ended as it did.</summary>
    Why,

    /// <summary>Say what the last plan or report means, in more words.</summary>
    Explain,

    /// <summary>Change the open plan before deciding.</summary>
    Edit,

    /// <summary>Drop the question that was asked; nothing was started.</summary>
    Dismiss,
}
