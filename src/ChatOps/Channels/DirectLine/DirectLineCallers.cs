using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Channels.DirectLine;

/// <summary>Who stands behind a request: the token it carries, or the browser's sign-in, or the configured secret.</summary>
internal sealed class DirectLineCallers(DirectLineTokens tokens, DirectLineOptions options)
{
    /// <summary>The header that only our own page's scripts send; a foreign site cannot without being asked first (CORS).</summary>
    public const string PageHeader = "X-ChatOps-Page";

    /// <summary>The signed-in person of the web page, in this channel's terms, or null.</summary>
    public static string? SignedIn(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>When that person proved who they are, as the sign-in recorded it.</summary>
    public static DateTimeOffset? SignedInAt(HttpContext context) =>
        DateTimeOffset.TryParse(context.User.FindFirstValue(ClaimTypes.AuthenticationInstant), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at
            : null;

    public bool HasSecret(HttpContext context) =>
        options.Secret is { } secret && Bearer(context) is { } given
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));

    /// <summary>
    /// The request's valid token in <paramref name="token"/>, or why there is none. A stream cannot send headers, so it
    /// brings its token in the query (<c>t</c>).
    /// </summary>
    public DirectLineError? Authenticate(HttpContext context, out DirectLineToken? token, out DateTimeOffset expiresAt)
    {
        token = null;
        expiresAt = default;
        var text = Bearer(context) ?? (context.WebSockets.IsWebSocketRequest ? context.Request.Query["t"].ToString() : "");
        if (string.IsNullOrEmpty(text))
            return DirectLineError.Unauthorized("MissingToken", "A Direct Line token is needed: send it as Authorization: Bearer.");
        switch (tokens.Read(text, out token, out expiresAt))
        {
            case TokenVerdict.Expired:
                return DirectLineError.Unauthorized("TokenExpired", "The token has expired. Ask for a new one; nothing that was said is lost.");
            case TokenVerdict.Forged:
                return DirectLineError.Unauthorized("InvalidToken", "The token was not made by this instance.");
            default:
                return token!.UsesSession && SignedIn(context) != token.UserId
                    ? DirectLineError.Unauthorized("SessionExpired", "You are signed out. Sign in again; nothing that was said is lost.")
                    : null;
        }
    }

    /// <summary>As <see cref="Authenticate"/>, and the token must be for this conversation.</summary>
    public DirectLineError? Authenticate(HttpContext context, string conversationId, out DirectLineToken? token, out DateTimeOffset expiresAt) =>
        Authenticate(context, out token, out expiresAt)
        ?? (token!.ConversationId == conversationId
            ? null
            : new DirectLineError(StatusCodes.Status403Forbidden, "WrongConversation", "The token is for another conversation."));

    private static string? Bearer(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }
}
