using System.ClientModel;
using System.Globalization;
using System.Text.Json;

namespace ChatOps.Agents.Models;

/// <summary>What went wrong with a call, in our own words: what an endpoint says in an error is never shown.</summary>
internal static class OpenAiFailures
{
    /// <summary>Null for what is no failure of the endpoint.</summary>
    public static ModelException? Translate(Exception failure) => failure switch
    {
        ModelException known => known,
        ClientResultException { Status: 0 } unreached => Unreachable(unreached),
        ClientResultException refused => ForStatus(refused),
        OperationCanceledException or TimeoutException => new ModelException(ModelProblem.TooSlow, "The model did not answer in time.", failure),
        HttpRequestException or IOException => Unreachable(failure),
        AggregateException { InnerException: { } inner } => Translate(inner) ?? Unreachable(failure),
        JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException =>
            new ModelException(ModelProblem.Nonsense, "What the model's address sent is no answer of a model.", failure),
        _ => null,
    };

    private static ModelException ForStatus(ClientResultException refused) => refused.Status switch
    {
        408 or 504 => new ModelException(ModelProblem.TooSlow, "The model did not answer in time.", refused),
        429 => new ModelException(ModelProblem.RateLimited, "The model is asked too often just now.", refused) { RetryAfter = RetryAfter(refused) },
        401 or 403 => new ModelException(ModelProblem.Refused, "The model's address refused the key.", refused),
        404 => new ModelException(ModelProblem.Refused, "The model's address knows no such model, or is not the base address of an endpoint.", refused),
        >= 500 => new ModelException(ModelProblem.Unreachable, $"The model's server failed (status {refused.Status.ToString(CultureInfo.InvariantCulture)}).", refused),
        _ => new ModelException(ModelProblem.Refused, $"The model's address refused the request (status {refused.Status.ToString(CultureInfo.InvariantCulture)}).", refused),
    };

    private static ModelException Unreachable(Exception failure) => new(ModelProblem.Unreachable, "The model cannot be reached.", failure);

    private static TimeSpan? RetryAfter(ClientResultException refused) =>
        refused.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) == true && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
