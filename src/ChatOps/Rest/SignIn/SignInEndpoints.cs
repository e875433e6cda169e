using System.Security.Claims;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOps.Rest.SignIn;

/// <summary>Who am I, and sign-out. Signing in is a part of opening a page.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/session", Describe);
        routes.MapDelete("/api/session", EndAsync);
    }

    /// <summary>The signed-in person, or null.</summary>
    public static Person? Person(HttpContext context, PeopleDirectory people) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } identity ? people.Find("web", identity) : null;

    private static IResult Describe(HttpContext context, PeopleDirectory people)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } identity)
            return RestError.SignInNeeded;
        var person = people.Find("web", identity);
        return Results.Json(new
        {
            identity,
            name = person?.Name ?? identity,
            roles = Enum.GetValues<Roles>()
                .Where(role => role != Roles.None && person?.Roles.HasFlag(role) == true)
                .Select(role => role.ToString().ToLowerInvariant()),
        });
    }

    private static async Task<IResult> EndAsync(HttpContext context, SessionStore sessions, SessionEnds ends)
    {
        if (!context.Request.Headers.ContainsKey(PageRequests.Header))
            return new RestError(StatusCodes.Status403Forbidden, "MissingHeader", $"The header {PageRequests.Header} is missing.");
        var secret = SessionCookie.Read(context);
        await sessions.EndAsync(secret, context.RequestAborted);
        await ends.EndAsync(secret);
        SessionCookie.Clear(context);
        return Results.NoContent();
    }
}
