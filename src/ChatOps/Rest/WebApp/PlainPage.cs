using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Rest.WebApp;

/// <summary>The few pages that must work without the web app. No script, no outside file.</summary>
internal sealed record PlainPage(int Status, string Title, string Message, string? Command = null) : IResult
{
    private const string SignInCommand = "dotnet run --project src/ChatOps -- sign-in PERSON";

    public static PlainPage SignInNeeded { get; } = new(
        StatusCodes.Status401Unauthorized,
        "Please sign in",
        "Open the link that the program printed when it started; it looks like http://127.0.0.1:3978/?key=... and works once, within an hour. Every start prints a fresh link, and while the program runs this command prints one for you or a colleague; put the person's id or name in.",
        SignInCommand);

    public static PlainPage UsedKey { get; } = new(
        StatusCodes.Status401Unauthorized,
        "This link does not work any more",
        "A sign-in link works once, and only within an hour. While the program runs, this command prints a fresh one; put the person's id or name in. A browser that is signed in stays so; there, open the address without the key.",
        SignInCommand);

    public static PlainPage NotBuilt { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        "The page was not built",
        "You are signed in, but this build was made without the web app. Install Node.js 20 or newer from nodejs.org and build again without SkipWeb; until then the chat is here in the terminal.",
        "dotnet run --project src/ChatOps -- chat");

    public static PlainPage NotFound { get; } = new(
        StatusCodes.Status404NotFound, "There is nothing here", "The address does not exist. The chat is at the start page.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(Html(), httpContext.RequestAborted);
    }

    private string Html()
    {
        var command = Command is null ? "" : $"<pre>{WebUtility.HtmlEncode(Command)}</pre>";
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{WebUtility.HtmlEncode(Title)}} · ChatOps</title>
            <style>
            :root { color-scheme: light dark; --back: #f5f6f8; --front: #1b1f27; --card: #fff; --line: #dfe3ea; --code: #eef1f6; }
            @media (prefers-color-scheme: dark) { :root { --back: #14171d; --front: #e6e9ef; --card: #1d2129; --line: #323845; --code: #262b35; } }
            body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 1fr); place-items: center; background: var(--back); color: var(--front); font: 16px/1.55 system-ui, sans-serif; }
            main { box-sizing: border-box; max-width: min(34rem, 100% - 2rem); margin: 1rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
            h1 { margin: 0 0 .6rem; font-size: 1.35rem; }
            pre { margin: 1rem 0 0; padding: .7rem 1rem; background: var(--code); border-radius: 8px; white-space: pre-wrap; }
            </style>
            </head>
            <body><main><h1>{{WebUtility.HtmlEncode(Title)}}</h1><p>{{WebUtility.HtmlEncode(Message)}}</p>{{command}}</main></body>
            </html>
            """;
    }
}
