namespace ChatOps.Knowledge;

/// <summary>The <c>Knowledge</c> section.</summary>
public sealed class KnowledgeOptions
{
    private const int MegabytesAtMost = 1024;

    /// <summary>A larger document is not read.</summary>
    public int MaxDocumentMegabytes { get; init; } = 25;

    /// <summary>The program that reads PDF files: poppler's pdftotext, by name or path.</summary>
    public string PdfToText { get; init; } = "pdftotext";

    /// <summary>The longest that reading one PDF file may take.</summary>
    public TimeSpan PdfTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where texts become vectors; without an address documents are searched by their words alone.</summary>
    public EmbeddingOptions Embedding { get; init; } = new();

    /// <summary>Everything that is wrong, each naming its key.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    public IEnumerable<string> Validate(Func<string, string?> variable)
    {
        if (MaxDocumentMegabytes is < 1 or > MegabytesAtMost)
            yield return $"Knowledge:MaxDocumentMegabytes is {MaxDocumentMegabytes}; it must be 1 to {MegabytesAtMost}.";
        if (string.IsNullOrWhiteSpace(PdfToText))
            yield return "Knowledge:PdfToText is empty; it is the name or path of poppler's pdftotext.";
        if (PdfTimeout <= TimeSpan.Zero)
            yield return "Knowledge:PdfTimeout must be longer than zero, such as 00:01:00.";
        foreach (var problem in Embedding.Validate(variable))
            yield return problem;
    }
}

/// <summary>An OpenAI-compatible endpoint for embeddings.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Up to the version, such as <c>http://127.0.0.1:11434/v1</c>; <c>/embeddings</c> is added. Null for none.</summary>
    public string? Address { get; init; }

    public string? Model { get; init; }

    /// <summary>The name of the environment variable that holds the key; null where the endpoint asks for none.</summary>
    public string? KeyVariable { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Validate(Func<string, string?> variable)
    {
        if (Address is null)
            yield break;
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            yield return $"Knowledge:Embedding:Address is '{Address}'; it must be a URL such as http://127.0.0.1:11434/v1.";
        if (string.IsNullOrWhiteSpace(Model))
            yield return "Knowledge:Embedding:Model is missing.";
        if (KeyVariable is { } name && string.IsNullOrEmpty(variable(name)))
            yield return $"Knowledge:Embedding:KeyVariable names the environment variable {name}, which is not set.";
        if (Timeout <= TimeSpan.Zero)
            yield return "Knowledge:Embedding:Timeout must be longer than zero, such as 00:00:30.";
    }
}
