using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Channels.DirectLine;

/// <summary>Direct Line 3.0, self-hosted: tokens and conversations. Activities and streams stand beside.</summary>
public static class DirectLineEndpoints
{
    public const string Root = "/v3/directline";

    /// <summary>Programs that bring the secret name people of their own; the prefix keeps them apart from people of the page.</summary>
    private const string ForeignUserPrefix = "dl_";

    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root);
        group.MapPost("tokens/generate", GenerateAsync);
        group.MapPost("tokens/refresh", Refresh);
        group.MapPost("conversations", StartAsync);
        group.MapGet("conversations/{id}", ReconnectAsync);
        group.MapGet("conversations/{id}/activities", ActivityEndpoints.PollAsync);
        group.MapPost("conversations/{id}/activities", ActivityEndpoints.PostAsync);
        group.MapPost("conversations/{id}/upload", ActivityEndpoints.UploadAsync);
        group.MapGet("conversations/{id}/stream", StreamEndpoint.RunAsync);
        return routes;
    }

    /// <summary>
    /// A token for a new conversation, or for one of the caller's own that the body names in <c>conversationId</c>.
    /// </summary>
    private static async Task<IResult> GenerateAsync(HttpContext context, DirectLineServices room)
    {
        var (body, problem) = await RequestBody.ReadObjectAsync(context.Request, room.Options.MaxBodyBytes, mayBeEmpty: true, context.RequestAborted);
        if (problem is not null)
            return problem;
        var (caller, refusal) = Caller(context, room.Callers, body!.Value);
        if (refusal is not null)
            return refusal;
        if (room.Limiter.Refuse($"token:{caller!.UserId}") is { } wait)
            return DirectLineError.Busy(wait);

        var wanted = body.Value.TryGetProperty("conversationId", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        var known = wanted is null ? null : await room.Store.FindAsync(wanted, context.RequestAborted);
        var id = known?.UserId == caller.UserId ? known.Id : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return Results.Json(Describe(room, caller with { ConversationId = id }));
    }

    private static (DirectLineToken? Caller, DirectLineError? Refusal) Caller(HttpContext context, DirectLineCallers callers, JsonElement body)
    {
        if (callers.HasSecret(context))
        {
            return body.TryGetProperty("user", out var user) && user.ValueKind == JsonValueKind.Object
                && user.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 3 and <= 128 } userId && userId.StartsWith(ForeignUserPrefix, StringComparison.Ordinal)
                    ? (new DirectLineToken("", userId, UsesSession: false, SignedInAt: null), null)
                    : (null, DirectLineError.BadArgument("Name the person in user.id; it begins with dl_ and has at most 128 characters."));
        }

        if (DirectLineCallers.SignedIn(context) is not { } person)
            return (null, DirectLineError.Unauthorized("SessionExpired", "Sign in first: open the link that the program printed at its start."));
        return context.Request.Headers.ContainsKey(DirectLineCallers.PageHeader)
            ? (new DirectLineToken("", person, UsesSession: true, DirectLineCallers.SignedInAt(context)), null)
            : (null, new DirectLineError(StatusCodes.Status403Forbidden, "MissingHeader", $"The header {DirectLineCallers.PageHeader} is missing."));
    }

    private static IResult Refresh(HttpContext context, DirectLineServices room) =>
        room.Callers.Authenticate(context, out var token, out _) ?? Results.Json(Describe(room, token!));

    private static async Task<IResult> StartAsync(HttpContext context, DirectLineServices room)
    {
        if (room.Callers.Authenticate(context, out var token, out _) is { } refusal)
            return refusal;
        if (await room.Store.FindAsync(token!.ConversationId, context.RequestAborted) is null && room.Limiter.Refuse(token.UserId) is { } wait)
            return DirectLineError.Busy(wait);
        var isNew = await room.Store.StartAsync(token.ConversationId, token.UserId, context.RequestAborted);
        return Results.Json(DescribeStream(context, room, token, watermark: null), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReconnectAsync(HttpContext context, string id, string? watermark, DirectLineServices room)
    {
        if (room.Callers.Authenticate(context, id, out var token, out _) is { } refusal)
            return refusal;
        if (ReadWatermark(watermark) is not { } after)
            return BadWatermark;
        return await room.Store.FindAsync(id, context.RequestAborted) is null
            ? DirectLineError.UnknownConversation
            : Results.Json(DescribeStream(context, room, token!, after));
    }

    internal static DirectLineError BadWatermark { get; } =
        DirectLineError.BadArgument("The watermark is not one that this service gave out; leave it away to read from the start.");

    /// <summary>0 when there is none, null when it is not a number of ours.</summary>
    internal static long? ReadWatermark(string? text) =>
        string.IsNullOrEmpty(text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : null;

    private static TokenAnswer Describe(DirectLineServices room, DirectLineToken token) =>
        new(token.ConversationId, room.Tokens.Issue(token), (int)room.Tokens.Lifetime.TotalSeconds);

    private static StreamAnswer DescribeStream(HttpContext context, DirectLineServices room, DirectLineToken token, long? watermark)
    {
        var answer = Describe(room, token);
        var scheme = context.Request.IsHttps ? "wss" : "ws";
        var from = watermark is { } after ? $"&watermark={after}" : "";
        var address = $"{scheme}://{context.Request.Host}{Root}/conversations/{token.ConversationId}/stream?t={answer.Token}{from}";
        return new StreamAnswer(answer.ConversationId, answer.Token, answer.ExpiresIn, address);
    }

    private sealed record TokenAnswer(
        string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);

    private sealed record StreamAnswer(
        string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);
}
