using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Rest.SignIn;

/// <summary>Carries a session in the browser. The name holds the port, because browsers share cookies between ports.</summary>
internal static class SessionCookie
{
    public static string Name(HttpContext context) => $"chatops-{context.Request.Host.Port ?? (context.Request.IsHttps ? 443 : 80)}";

    public static string Read(HttpContext context) => context.Request.Cookies[Name(context)] ?? "";

    public static void Write(HttpContext context, string secret, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name(context), secret, Options(context, lifetime));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name(context), Options(context, null));

    /// <summary>The session as the rest of the program sees it.</summary>
    public static ClaimsPrincipal Principal(Session session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, session.Identity),
            new Claim(ClaimTypes.AuthenticationInstant, session.SignedInAt.ToString("O", CultureInfo.InvariantCulture)),
        ],
        authenticationType: "session"));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
