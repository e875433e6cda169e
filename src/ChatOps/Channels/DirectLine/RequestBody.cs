using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Channels.DirectLine;

/// <summary>Reads a request's JSON within limits of size and depth.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 32;

    /// <summary>The body as a JSON object, or why it is not taken. An empty body is an empty object where that is allowed.</summary>
    public static async Task<(JsonElement? Body, DirectLineError? Error)> ReadObjectAsync(
        HttpRequest request, int maxBytes, bool mayBeEmpty, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes || await ReadBytesAsync(request.Body, maxBytes, cancellationToken) is not { } bytes)
            return (null, DirectLineError.TooLarge($"The message is larger than {maxBytes / 1024} KB and was not taken. Send a shorter one."));
        if (bytes.Length == 0 && mayBeEmpty)
            return (JsonDocument.Parse("{}").RootElement, null);
        if (!request.HasJsonContentType())
            return (null, new DirectLineError(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Send JSON with Content-Type: application/json."));
        return ParseObject(bytes);
    }

    public static (JsonElement? Body, DirectLineError? Error) ParseObject(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (document.RootElement.Clone(), null)
                : (null, DirectLineError.BadArgument("The body must be a JSON object."));
        }
        catch (JsonException problem)
        {
            var place = problem.LineNumber is { } line ? $" (line {line + 1}, byte {problem.BytePositionInLine + 1})" : "";
            return (null, DirectLineError.BadArgument($"The body is not JSON of at most {MaxDepth} levels{place}; nothing was taken."));
        }
    }

    /// <summary>Null when there are more than <paramref name="maxBytes"/>; no more than that is ever held.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using var held = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (held.Length + read > maxBytes)
                return null;
            held.Write(buffer, 0, read);
        }

        return held.ToArray();
    }
}
