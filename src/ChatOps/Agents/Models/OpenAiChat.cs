using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using Endpoint = OpenAI.Chat.ChatClient;

namespace ChatOps.Agents.Models;

/// <summary>A model behind an endpoint that speaks OpenAI's Chat Completions: OpenAI, Azure OpenAI (its <c>/openai/v1</c> address), Ollama, vLLM and others.</summary>
internal sealed class OpenAiChat : IChatClient
{
    private readonly Endpoint _endpoint;
    private readonly ModelOptions _options;

    /// <param name="key">Null where the endpoint asks for none.</param>
    public OpenAiChat(ModelOptions options, string? key)
    {
        _options = options;
        // Some servers refuse a request without the header, so there is always one. Repeating is the caller's business: it knows the turn's time.
        _endpoint = new Endpoint(options.Name, new ApiKeyCredential(key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = options.Address,
            NetworkTimeout = options.Timeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            UserAgentApplicationId = "ChatOps",
        });
    }

    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var completion = (await _endpoint.CompleteChatAsync(OpenAiMessages.Of(messages), OpenAiMessages.Options(options, _options), cancellationToken)).Value;
            return OpenAiMessages.Read(completion);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && OpenAiFailures.Translate(failure) is { } translated)
        {
            throw translated;
        }
    }

    /// <exception cref="ModelException">There is no answer, or it breaks off.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = _endpoint.CompleteChatStreamingAsync(OpenAiMessages.Of(messages), OpenAiMessages.Options(options, _options), cancellationToken).GetAsyncEnumerator(cancellationToken);
        var calls = new StreamedCalls();
        await using (updates)
        {
            while (true)
            {
                ChatResponseUpdate update;
                try
                {
                    if (!await updates.MoveNextAsync())
                        break;
                    update = OpenAiMessages.Read(updates.Current, calls);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested && OpenAiFailures.Translate(failure) is { } translated)
                {
                    throw translated;
                }

                yield return update;
            }
        }

        if (calls.Read() is { } called)
            yield return called;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
