using ChatOps.Pipelines.State;
using ChatOps.Rest.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Rest;

/// <summary>What stands before every request: headers, host, origin, sign-in, and one sentence when something breaks.</summary>
public static class RestSecurity
{
    private const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self' ws: wss:; worker-src blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Goes first in the pipeline, before anything is mapped.</summary>
    public static IApplicationBuilder UseRestSecurity(this IApplicationBuilder app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.Use(AnswerFailuresAsync);
        app.Use(RefuseStrangersAsync);
        app.Use(RecogniseAsync);
        return app;
    }

    private static async Task AnswerFailuresAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to answer.
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await new RestError(problem.StatusCode, "BadRequest", "The request could not be read, so nothing was done.").ExecuteAsync(context);
        }
        catch (StateUnavailableException problem) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            SetHeaders(context);
            await new RestError(StatusCodes.Status503ServiceUnavailable, "StateUnavailable", problem.Message).ExecuteAsync(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            var incident = Guid.NewGuid().ToString("N")[..8];
            RestLog.RequestFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ChatOps.Rest"), problem, incident, context.Request.Path);
            context.Response.Clear();
            SetHeaders(context);
            await new RestError(
                StatusCodes.Status500InternalServerError,
                "ServiceError",
                $"Something went wrong here, and the request may not have been carried out. The log has the details under incident {incident}.").ExecuteAsync(context);
        }
    }

    private static Task RefuseStrangersAsync(HttpContext context, RequestDelegate next)
    {
        var options = context.RequestServices.GetRequiredService<RestOptions>();
        if (!PageRequests.IsOurHost(context.Request, options))
        {
            return new RestError(
                StatusCodes.Status421MisdirectedRequest,
                "UnknownHost",
                "This program does not answer under that host name. Use 127.0.0.1 or localhost, or add the name to Rest:AllowedHosts.").ExecuteAsync(context);
        }

        return PageRequests.IsOurOrigin(context.Request)
            ? next(context)
            : new RestError(StatusCodes.Status403Forbidden, "ForeignOrigin", "Another site's page sent this request, so it was not carried out.").ExecuteAsync(context);
    }

    private static async Task RecogniseAsync(HttpContext context, RequestDelegate next)
    {
        var secret = SessionCookie.Read(context);
        using var watch = context.WebSockets.IsWebSocketRequest
            ? context.RequestServices.GetRequiredService<SessionEnds>().Begin(secret, context.RequestAborted)
            : null;
        if (watch is not null)
            context.RequestAborted = watch.Token;
        if (secret.Length > 0 && await context.RequestServices.GetRequiredService<SessionStore>().FindAsync(secret, context.RequestAborted) is { } session)
            context.User = SessionCookie.Principal(session);
        await next(context);
    }

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
    }
}
