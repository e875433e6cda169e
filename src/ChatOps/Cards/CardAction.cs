using System.Text.Json.Serialization;

namespace ChatOps.Cards;

/// <summary>Something a person can press.</summary>
[JsonDerivedType(typeof(Submit), "submit")]
[JsonDerivedType(typeof(OpenLink), "link")]
[JsonDerivedType(typeof(Form), "form")]
public abstract record CardAction(string Title)
{
    /// <summary>Sends a payload back to the bot.</summary>
    public sealed record Submit(string Title, ActionPayload Payload, ActionStyle Style = ActionStyle.Default) : CardAction(Title);

    /// <summary>Opens an address of our own; relative addresses are completed by the channel.</summary>
    public sealed record OpenLink(string Title, string Address) : CardAction(Title);

    /// <summary>Opens a small form; its values travel in <see cref="ActionPayload.Values"/>.</summary>
    public sealed record Form(string Title, IReadOnlyList<FormField> Fields, string SubmitTitle, ActionPayload Payload) : CardAction(Title);
}

/// <summary>How a button looks.</summary>
public enum ActionStyle
{
    Default,
    Positive,
    Destructive,
}

/// <summary>
/// What a press says. It is input from outside like any text: whoever receives it checks the person, the id and the
/// hash again, so a forged one can do no more than the person could.
/// </summary>
/// <param name="Verb">Such as <c>approve</c>, <c>reject</c>, <c>edit</c>, <c>cancel</c>, <c>say</c>.</param>
/// <param name="Id">The approval request or run it is about; for <c>say</c>, the words to be taken as if typed.</param>
/// <param name="Hash">The plan hash shown on the card, where a decision is made; else null.</param>
public sealed record ActionPayload(string Verb, string Id, string? Hash = null)
{
    /// <summary>Values of a form's fields by field id; empty for a plain button.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>One field of a form.</summary>
[JsonDerivedType(typeof(Line), "line")]
[JsonDerivedType(typeof(Choices), "choices")]
public abstract record FormField(string Id, string Label)
{
    /// <summary>A line of text.</summary>
    public sealed record Line(string Id, string Label, string Value = "") : FormField(Id, Label);

    /// <summary>Any number of choices; the value is the chosen ones joined by commas.</summary>
    public sealed record Choices(string Id, string Label, IReadOnlyList<Choice> Options, IReadOnlyList<string> Selected) : FormField(Id, Label);
}

/// <summary>One choice.</summary>
public sealed record Choice(string Title, string Value);
