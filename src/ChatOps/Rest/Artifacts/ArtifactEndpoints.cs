using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Rest.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOps.Rest.Artifacts;

/// <summary>Gives out the files that runs made, to signed-in people who may see what the run was about.</summary>
internal static class ArtifactEndpoints
{
    /// <summary>A report is made from a database's contents: whatever slipped into it must not act in our name.</summary>
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    /// <summary>Types that a browser may show; everything else is saved.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase) { "text/html", "text/plain", "image/png" };

    /// <summary>The same for what is not there and for what is not theirs, so that ids cannot be probed.</summary>
    private static readonly RestError Unknown = new(
        StatusCodes.Status404NotFound, "UnknownArtifact", "There is no such file, or you may not see it. Ask somebody who has access to the connection.");

    private static readonly RestError Gone = new(
        StatusCodes.Status410Gone, "ArtifactGone", "The file was deleted from the data folder. Run the same again to make a new one.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/artifacts/{id}/{name}", GetAsync);

    private static async Task<IResult> GetAsync(HttpContext context, string id, string name, IArtifactAccess access, PeopleDirectory people)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
            return RestError.SignInNeeded;
        if (SignInEndpoints.Person(context, people) is not { Roles: not Roles.None } person
            || await access.FindAsync(id, person, context.RequestAborted) is not { } file
            || file.Artifact.Name != name)
        {
            return Unknown;
        }

        return File.Exists(file.Path) ? Send(context, file) : Gone;
    }

    private static IResult Send(HttpContext context, ArtifactFile file)
    {
        var type = file.Artifact.MediaType.Split(';')[0].Trim();
        var isShown = Shown.Contains(type);
        context.Response.Headers.ContentSecurityPolicy = Sandbox;
        context.Response.Headers.CacheControl = "private, no-store";
        var sentType = type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? $"{type}; charset=utf-8" : type;
        return Results.File(file.Path, sentType, fileDownloadName: isShown ? null : file.Artifact.Name, enableRangeProcessing: true);
    }
}
