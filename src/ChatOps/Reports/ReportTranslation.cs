namespace ChatOps.Reports;

/// <summary>The summary of a report in another language than its own.</summary>
/// <param name="Language">Such as <c>de</c>.</param>
/// <param name="Sentences">What was found, the verdict first.</param>
/// <param name="Writer">The model's name; null where the sentences are templates.</param>
public sealed record ReportTranslation(string Language, IReadOnlyList<string> Sentences, string? Writer)
{
    /// <summary>Sentences of the model that were replaced by templates, because a figure or a link was in them that is not in the original.</summary>
    public int Replaced { get; init; }

    /// <summary>Why a model that is configured is not the writer, as a sentence; else null.</summary>
    public string? Fallback { get; init; }

    /// <summary>Who wrote it and what it is worth.</summary>
    public string Source => Writer is { } model
        ? $"Translated by the language model {model}; the report itself alone counts.{(Replaced == 0 ? "" : $" {Figures.Count(Replaced, "sentence")} with another figure, or with a link, {(Replaced == 1 ? "was" : "were")} replaced.")}"
        : $"{(Fallback is { } why ? why + " " : "")}Put together from templates, without a language model.";
}
