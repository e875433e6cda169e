using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Channels.DirectLine;

/// <summary>A refusal in the words of Direct Line 3.0: <c>{"error":{"code","message"}}</c>.</summary>
internal sealed record DirectLineError(int Status, string Code, string Message) : IResult
{
    /// <summary>Sent as Retry-After, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static DirectLineError BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static DirectLineError TooLarge(string message) => new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", message);

    public static DirectLineError Unauthorized(string code, string message) => new(StatusCodes.Status401Unauthorized, code, message);

    public static DirectLineError UnknownConversation { get; } = new(
        StatusCodes.Status404NotFound, "ConversationNotFound", "This conversation does not exist here. Start a new one.");

    public static DirectLineError Busy(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", $"That was too fast; nothing was taken. Try again in {Seconds(wait)} s.") { RetryAfter = wait };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Seconds(wait);
        if (Status == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, httpContext.RequestAborted);
    }

    private static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
