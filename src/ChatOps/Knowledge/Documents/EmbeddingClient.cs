using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Knowledge.Documents;

/// <summary>Turns texts into vectors at an OpenAI-compatible endpoint (<c>POST /embeddings</c>).</summary>
public sealed class EmbeddingClient : IDisposable
{
    /// <summary>Texts of one request.</summary>
    private const int Batch = 32;

    private const int LargestAnswer = 64 * 1024 * 1024;

    private readonly EmbeddingOptions _options;
    private readonly HttpClient _http;

    public EmbeddingClient(EmbeddingOptions options)
    {
        _options = options;
        _http = new HttpClient { Timeout = options.Timeout, MaxResponseContentBufferSize = LargestAnswer };
        if (options.KeyVariable is { } variable && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The model whose vectors it makes; null where no endpoint is configured.</summary>
    public string? Model => _options.Address is null ? null : _options.Model;

    /// <summary>One vector of length 1 for each text, in their order.</summary>
    /// <exception cref="EmbeddingException">The endpoint cannot be reached, refuses or answers something else.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var batch in texts.Chunk(Batch))
            vectors.AddRange(await EmbedAsync(batch, cancellationToken));
        return vectors.Select(vector => vector.Length).Distinct().Count() <= 1
            ? vectors
            : throw new EmbeddingException("The embedding endpoint answered with vectors of different lengths.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<IEnumerable<float[]>> EmbedAsync(string[] texts, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync($"{_options.Address!.TrimEnd('/')}/embeddings", new { model = _options.Model, input = texts }, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new EmbeddingException($"The embedding endpoint answered with status {(int)response.StatusCode}.");
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            return Vectors(answer, texts.Length);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddingException($"The embedding endpoint cannot be reached: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw new EmbeddingException("The embedding endpoint answered something that is no list of vectors.", problem);
        }
    }

    private static IEnumerable<float[]> Vectors(Answer? answer, int wanted)
    {
        var found = answer?.Data?.OrderBy(item => item.Index).Select(item => item.Embedding).OfType<float[]>().ToList() ?? [];
        return found.Count == wanted && found.All(vector => vector.Length > 0 && vector.All(float.IsFinite))
            ? found.Select(Unit)
            : throw new EmbeddingException($"The embedding endpoint answered with {found.Count} usable vectors for {wanted} texts.");
    }

    /// <summary>So that the cosine of two is their product.</summary>
    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(part => part * part));
        return length > 0 ? [.. vector.Select(part => part / length)] : vector;
    }

    private sealed record Answer([property: JsonPropertyName("data")] IReadOnlyList<Item>? Data);

    private sealed record Item([property: JsonPropertyName("index")] int Index, [property: JsonPropertyName("embedding")] float[]? Embedding);
}

/// <summary>The embedding endpoint did not answer as it should; what was asked can be asked again.</summary>
public sealed class EmbeddingException(string message, Exception? inner = null) : Exception(message, inner);
