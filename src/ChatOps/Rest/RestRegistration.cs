using ChatOps.Rest.Artifacts;
using ChatOps.Rest.SignIn;
using ChatOps.Rest.WebApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Rest;

/// <summary>Adds sign-in, the web app and the files of runs to an application.</summary>
public static class RestRegistration
{
    /// <summary>No endpoint takes more; each has its own, lower limit.</summary>
    private const long MaxRequestBytes = 32 * 1024 * 1024;

    /// <summary>Needs the state database, the conversation and the <see cref="People.PeopleDirectory"/>.</summary>
    public static IServiceCollection AddRest(this IServiceCollection services, RestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(SessionStore.Script);
        services.AddSingleton(SignInKeys.Script);
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SignInKeys>();
        services.AddSingleton<SessionEnds>();
        services.TryAddSingleton<IArtifactAccess, RunArtifacts>();
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        return services;
    }

    public static IEndpointRouteBuilder MapRest(this IEndpointRouteBuilder routes)
    {
        SignInEndpoints.Map(routes);
        ArtifactEndpoints.Map(routes);
        WebAppEndpoints.Map(routes);
        return routes;
    }
}
