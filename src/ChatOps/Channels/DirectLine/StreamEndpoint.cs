using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Channels.DirectLine;

/// <summary>Opens a stream.</summary>
internal static class StreamEndpoint
{
    public static async Task<IResult> RunAsync(
        HttpContext context, string id, string? watermark, DirectLineServices room, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        if (room.Callers.Authenticate(context, id, out _, out var expiresAt) is { } refusal)
            return refusal;
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadArgument("This address is a WebSocket stream; poll /activities to read without one.");
        if (DirectLineEndpoints.ReadWatermark(watermark) is not { } after)
            return DirectLineEndpoints.BadWatermark;
        if (await room.Store.FindAsync(id, context.RequestAborted) is null)
            return DirectLineError.UnknownConversation;
        using var news = room.Signals.Subscribe(id, room.Options.StreamsPerConversation);
        if (news is null)
            return new DirectLineError(StatusCodes.Status429TooManyRequests, "TooManyStreams", "This conversation is open in too many places; close one of them.");

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var untilExpiry = new CancellationTokenSource(expiresAt - time.GetUtcNow(), time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping, untilExpiry.Token);
        await new ActivityStream(socket, room.Store, news, room.Options).RunAsync(after, stopping.Token);
        return Results.Empty;
    }
}
