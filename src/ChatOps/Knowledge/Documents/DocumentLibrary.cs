namespace ChatOps.Knowledge.Documents;

/// <summary>What became of a file that was to be kept. Closed: a new outcome is a nested record here.</summary>
public abstract record DocumentOutcome
{
    private DocumentOutcome()
    {
    }

    /// <summary>It can be found from now on.</summary>
    /// <param name="Note">What could not be done, in a sentence, or null.</param>
    public sealed record Kept(string Name, string Kind, int Passages, bool Replaced, string? Note) : DocumentOutcome;

    /// <summary>The very same document is kept already.</summary>
    public sealed record Unchanged(string Name) : DocumentOutcome;

    /// <summary>Nothing was kept, and why, in a sentence.</summary>
    public sealed record Refused(string Reason) : DocumentOutcome;
}

/// <summary>Takes files in as documents.</summary>
public sealed class DocumentLibrary(DocumentReader reader, DocumentStore store, EmbeddingClient embeddings)
{
    /// <summary>Keeps a file under its name, in place of a document that has it. Without its endpoint it is kept without vectors, and adding it again completes them.</summary>
    /// <param name="personId">Who adds it.</param>
    public async Task<DocumentOutcome> AddAsync(string path, string personId, CancellationToken cancellationToken)
    {
        switch (await reader.ReadAsync(path, cancellationToken))
        {
            case DocumentReading.Read read:
                return await KeepAsync(read, personId, cancellationToken);
            case DocumentReading.Refused refused:
                return new DocumentOutcome.Refused(refused.Reason);
            default:
                throw new InvalidOperationException("A reading is one of two.");
        }
    }

    private async Task<DocumentOutcome> KeepAsync(DocumentReading.Read read, string personId, CancellationToken cancellationToken)
    {
        var known = (await store.ListAsync(embeddings.Model, cancellationToken)).FirstOrDefault(document => string.Equals(document.Name, read.Name, StringComparison.OrdinalIgnoreCase));
        if (known is not null && known.Sha256 == read.Sha256 && (embeddings.Model is null || known.Vectors == known.Passages))
            return new DocumentOutcome.Unchanged(known.Name);
        var (vectors, note) = await VectorsAsync(read.Passages, cancellationToken);
        var replaced = await store.PutAsync(read, vectors, embeddings.Model, personId, cancellationToken);
        return new DocumentOutcome.Kept(read.Name, read.Kind, read.Passages.Count, replaced, note);
    }

    private async Task<(IReadOnlyList<float[]>? Vectors, string? Note)> VectorsAsync(IReadOnlyList<DocumentPassage> passages, CancellationToken cancellationToken)
    {
        if (embeddings.Model is null)
            return (null, null);
        try
        {
            return (await embeddings.EmbedAsync([.. passages.Select(passage => $"{passage.Place}\n{passage.Text}")], cancellationToken), null);
        }
        catch (EmbeddingException problem)
        {
            return (null, $"It can be found by its words only. {problem.Message} Add it again to complete it.");
        }
    }
}
