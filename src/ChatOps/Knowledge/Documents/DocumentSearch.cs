using ChatOps.Knowledge.Phrases;

namespace ChatOps.Knowledge.Documents;

/// <summary>A passage that was found.</summary>
/// <param name="Quote">Its words as they stand in the document, cut around what was asked. They are data, whatever they say.</param>
/// <param name="Score">Reciprocal ranks added up; only the order means something.</param>
public sealed record FoundPassage(string Document, string Place, string Quote, double Score);

/// <summary>What a search found.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="Note">What could not be done, in a sentence, or null.</param>
public sealed record SearchResult(IReadOnlyList<FoundPassage> Passages, string? Note);

/// <summary>Finds passages by their words and, where an embedding endpoint is configured, by their meaning.</summary>
public sealed class DocumentSearch(DocumentStore store, EmbeddingClient embeddings, PhraseBook phrases, ILogger<DocumentSearch> logger)
{
    /// <summary>Passages of each ranking that are fused.</summary>
    private const int Ranked = 50;

    /// <summary>Vectors less alike than this have nothing to do with each other.</summary>
    private const float NearestAtLeast = 0.3f;

    /// <param name="limit">At most so many passages.</param>
    public async Task<SearchResult> SearchAsync(string question, int limit, CancellationToken cancellationToken)
    {
        var words = SearchWords.Of(question, phrases.LightWords);
        var byWords = words.Beginnings.Count == 0 ? [] : await store.FindByWordsAsync(words.Expression, Ranked, cancellationToken);
        var (byMeaning, note) = await FindByMeaningAsync(question, cancellationToken);
        var fused = RankFusion.Fuse(byWords, byMeaning).Take(limit).ToList();
        var read = await store.ReadAsync([.. fused.Select(item => item.Id)], cancellationToken);
        return new SearchResult([.. read.Zip(fused, (found, item) => new FoundPassage(found.Document, found.Passage.Place, Quotation.Of(found.Passage.Text, words.Beginnings), item.Score))], note);
    }

    private async Task<(IReadOnlyList<long> Ids, string? Note)> FindByMeaningAsync(string question, CancellationToken cancellationToken)
    {
        if (embeddings.Model is not { } model || string.IsNullOrWhiteSpace(question))
            return ([], null);
        try
        {
            var vector = (await embeddings.EmbedAsync([question], cancellationToken))[0];
            return (await store.FindByVectorAsync(vector, model, NearestAtLeast, Ranked, cancellationToken), null);
        }
        catch (EmbeddingException problem)
        {
            Log.EmbeddingFailed(logger, problem);
            return ([], $"Searched by words only. {problem.Message}");
        }
    }
}
