using ChatOps.Rest.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Rest.WebApp;

/// <summary>Serves the built web app, and turns a sign-in link into a session.</summary>
internal static class WebAppEndpoints
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", OpenAsync);
        routes.MapGet("/assets/{**path}", SendAsset);
        routes.MapGet("/favicon.svg", (HttpContext context, RestOptions options) => SendFile(context, options, "favicon.svg", "public, max-age=86400"));
    }

    /// <summary>With a key: exchanges it for a session and comes back without it, so that it stays out of the history.</summary>
    private static async Task<IResult> OpenAsync(HttpContext context, string? key, SignInKeys keys, SessionStore sessions, RestOptions options)
    {
        if (key is not null)
        {
            if (await keys.RedeemAsync(key, context.RequestAborted) is not { } identity)
                return context.User.Identity is { IsAuthenticated: true } ? Results.Redirect("/") : PlainPage.UsedKey;
            SessionCookie.Write(context, await sessions.StartAsync(identity, context.RequestAborted), options.SessionLifetime);
            return Results.Redirect("/");
        }

        return context.User.Identity is { IsAuthenticated: true }
            ? SendFile(context, options, "index.html", "no-cache")
            : PlainPage.SignInNeeded;
    }

    /// <summary>Built files carry their content's hash or their version in the name, so they never change.</summary>
    private static IResult SendAsset(HttpContext context, string path, RestOptions options) =>
        SendFile(context, options, $"assets/{path}", "public, max-age=31536000, immutable");

    private static IResult SendFile(HttpContext context, RestOptions options, string name, string caching)
    {
        var root = Path.GetFullPath(options.WebRoot);
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !Types.TryGetContentType(path, out var type))
            return PlainPage.NotFound;
        if (!File.Exists(path))
            return name == "index.html" ? PlainPage.NotBuilt : PlainPage.NotFound;

        context.Response.Headers.CacheControl = caching;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (File.Exists(path + ".gz") && AcceptsGzip(context.Request))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            path += ".gz";
        }

        return Results.File(path, type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one => one.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
}
