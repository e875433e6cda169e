namespace ChatOps.Reports;

/// <summary>A few paragraphs of a language model in front of the results.</summary>
/// <param name="Writer">The model's name.</param>
/// <param name="LeftOut">Sentences that were taken out, because they held a figure that is in no result, or a link.</param>
public sealed record ReportIntroduction(IReadOnlyList<string> Paragraphs, string Writer, int LeftOut)
{
    /// <summary>Who wrote it and what it is worth.</summary>
    public string Source => WrittenBy.Model(Writer, LeftOut);
}

/// <summary>A result in words: what it means, and what to do about it.</summary>
/// <param name="Title">What is explained, such as "Findings in the data of demo".</param>
/// <param name="Writer">The model's name; null where the words are those of the rules' page and of the result itself.</param>
/// <param name="LeftOut">Sentences that were taken out, because they held a figure that is in no result, or a link.</param>
public sealed record Explanation(string Title, IReadOnlyList<string> Paragraphs, string? Writer, int LeftOut)
{
    /// <summary>Why a model that is configured is not the writer, as a sentence; else null.</summary>
    public string? Fallback { get; init; }

    /// <summary>Who wrote it and what it is worth.</summary>
    public string Source => Writer is { } model ? WrittenBy.Model(model, LeftOut) : $"{(Fallback is { } why ? why + " " : "")}Put together from the results, without a language model.";
}

/// <summary>Says which words are a model's.</summary>
internal static class WrittenBy
{
    public static string Model(string name, int leftOut) => $"Written by the language model {name} from the results, which alone count."
        + (leftOut == 0 ? "" : $" {Figures.Count(leftOut, "sentence")} with a figure that is in no result, or with a link, {(leftOut == 1 ? "was" : "were")} left out.");
}
