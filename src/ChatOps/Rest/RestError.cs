using Microsoft.AspNetCore.Http;

namespace ChatOps.Rest;

/// <summary>A refusal: <c>{"error":{"code","message"}}</c>, the message a sentence for people.</summary>
internal sealed record RestError(int Status, string Code, string Message) : IResult
{
    public static RestError SignInNeeded { get; } = new(
        StatusCodes.Status401Unauthorized, "SignInNeeded", "Sign in first: open the link that the program printed at its start.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, httpContext.RequestAborted);
    }
}
