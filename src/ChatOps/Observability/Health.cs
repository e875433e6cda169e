using ChatOps.Pipelines.State;
using Dapper;

namespace ChatOps.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the state database takes writes, so turns and runs
/// are safe. Neither needs a sign-in, and neither says anything about connections.
/// </summary>
public static class Health
{
    public static IServiceCollection AddObservability(this IServiceCollection services)
    {
        services.AddSingleton(new StateScript("observability", 1, "CREATE TABLE observability_probe (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), at TEXT NOT NULL);"));
        return services;
    }

    public static IEndpointRouteBuilder MapObservability(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "alive" }));
        routes.MapGet("/health/ready", ReadyAsync);
        return routes;
    }

    private static async Task<IResult> ReadyAsync(StateDatabase state, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var at = clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            await state.WriteAsync(
                connection => connection.Execute(
                    "INSERT INTO observability_probe (only_row, at) VALUES (1, @at) ON CONFLICT (only_row) DO UPDATE SET at = excluded.at", new { at }),
                cancellationToken);
            return Results.Json(new { status = "ready" });
        }
        catch (StateUnavailableException problem)
        {
            return Results.Json(new { status = "not ready", reason = problem.Message }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
