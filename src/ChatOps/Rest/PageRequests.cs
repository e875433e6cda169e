using Microsoft.AspNetCore.Http;

namespace ChatOps.Rest;

/// <summary>Tells our own page's requests from those that another site makes a browser send.</summary>
internal static class PageRequests
{
    /// <summary>Only our own scripts send it; a foreign site would have to ask first (CORS), and is not answered.</summary>
    public const string Header = "X-ChatOps-Page";

    private static readonly HashSet<string> Loopback = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]", "::1" };

    /// <summary>The host is one of ours, so the address was not rebound by somebody else's name server.</summary>
    public static bool IsOurHost(HttpRequest request, RestOptions options) =>
        Loopback.Contains(request.Host.Host) || options.AllowedHosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>A request that can change something, or a stream, comes from our own origin or from no browser at all.</summary>
    public static bool IsOurOrigin(HttpRequest request)
    {
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (safe && !request.HttpContext.WebSockets.IsWebSocketRequest)
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
