using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Pipelines.State;

namespace ChatOps.Channels.DirectLine;

/// <summary>What a token says: one conversation of one person.</summary>
/// <param name="UserId">The person in this channel's terms; it overrides what a message says.</param>
/// <param name="UsesSession">
/// Given to a signed-in browser: it is good only together with the same person's sign-in, so that signing out ends it.
/// </param>
/// <param name="SignedInAt">When the person proved who they are, or null where a program vouches for them.</param>
internal sealed record DirectLineToken(
    [property: JsonPropertyName("conv")] string ConversationId,
    [property: JsonPropertyName("user")] string UserId,
    [property: JsonPropertyName("session")] bool UsesSession,
    [property: JsonPropertyName("signedIn")] DateTimeOffset? SignedInAt);

/// <summary>What became of a presented token.</summary>
internal enum TokenVerdict
{
    /// <summary>Made here, unchanged and in time.</summary>
    Valid,

    /// <summary>Made here and unchanged, but its time is over.</summary>
    Expired,

    /// <summary>Not made by this instance, or changed on the way.</summary>
    Forged,
}

/// <summary>
/// Makes and checks tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256. The header is compared as a whole, so no
/// other algorithm can be named.
/// </summary>
internal sealed class DirectLineTokens
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <param name="instance">The signing key is derived from it, so a restart leaves open pages connected.</param>
    public DirectLineTokens(InstanceKey instance, DirectLineOptions options, TimeProvider time)
    {
        _key = instance.Sign("chatops direct line token v1"u8);
        _time = time;
        Lifetime = options.TokenLifetime;
    }

    public TimeSpan Lifetime { get; }

    public string Issue(DirectLineToken token)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Claims(token, (_time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds()));
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(signed))}";
    }

    /// <param name="expiresAt">Set when the token is valid.</param>
    public TokenVerdict Read(string text, out DirectLineToken? token, out DateTimeOffset expiresAt)
    {
        token = null;
        expiresAt = default;
        var parts = text.Split('.');
        if (text.Length > 4096 || parts.Length != 3 || parts[0] != Header || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2]))
            return TokenVerdict.Forged;
        if (!CryptographicOperations.FixedTimeEquals(Sign($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])))
            return TokenVerdict.Forged;
        var claims = JsonSerializer.Deserialize<Claims>(Base64Url.DecodeFromChars(parts[1]))!;
        expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(claims.ExpiresAt);
        if (expiresAt <= _time.GetUtcNow())
            return TokenVerdict.Expired;
        token = claims.Token;
        return TokenVerdict.Valid;
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text));

    /// <param name="ExpiresAt">Milliseconds since 1970; a name of our own, as RFC 7519 counts <c>exp</c> in seconds.</param>
    private sealed record Claims(
        [property: JsonPropertyName("token")] DirectLineToken Token, [property: JsonPropertyName("until")] long ExpiresAt)
    {
        /// <summary>Web Chat reads the person from here.</summary>
        [JsonPropertyName("user")]
        public string User => Token.UserId;
    }
}
