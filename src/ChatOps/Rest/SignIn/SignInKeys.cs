using System.Security.Cryptography;
using System.Text;
using ChatOps.Pipelines.State;
using Dapper;

namespace ChatOps.Rest.SignIn;

/// <summary>
/// Single-use keys that travel in a link. They are kept as hashes in the state database, so that a command beside the
/// running server can make one.
/// </summary>
public sealed class SignInKeys(StateDatabase state, TimeProvider time)
{
    /// <summary>The identity, on the channel <c>web</c>, of whoever starts the program.</summary>
    public const string LocalIdentity = "local";

    /// <summary>A key that was not used for so long is void.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    internal static StateScript Script { get; } = new("rest", 2,
        """
        CREATE TABLE rest_sign_in_key (
            key_hash TEXT PRIMARY KEY,
            identity TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """);

    /// <summary>A link that signs this person in, once. Keys that are void are swept out.</summary>
    /// <param name="baseAddress">Such as <c>http://127.0.0.1:3978</c>.</param>
    /// <param name="identity">As configured for the channel <c>web</c>, without its prefix.</param>
    /// <exception cref="StateUnavailableException">The key could not be kept; there is no link.</exception>
    public async Task<string> CreateLinkAsync(string baseAddress, string identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var now = time.GetUtcNow();
        await state.WriteAsync(
            db =>
            {
                db.Execute("DELETE FROM rest_sign_in_key WHERE expires_at <= @now", new { now = now.ToUnixTimeMilliseconds() });
                return db.Execute(
                    "INSERT INTO rest_sign_in_key (key_hash, identity, expires_at) VALUES (@hash, @identity, @expiresAt)",
                    new { hash = Hash(key), identity, expiresAt = (now + Lifetime).ToUnixTimeMilliseconds() });
            },
            cancellationToken);
        return $"{baseAddress.TrimEnd('/')}/?key={key}";
    }

    /// <summary>Uses a key up: of several that try at once, one gets it. Null when it was never made, was used before or is void.</summary>
    internal async Task<string?> RedeemAsync(string key, CancellationToken cancellationToken) =>
        key.Length is 0 or > 128
            ? null
            : await state.WriteAsync(
                db => db.QuerySingleOrDefault<string>(
                    "DELETE FROM rest_sign_in_key WHERE key_hash = @hash AND expires_at > @now RETURNING identity",
                    new { hash = Hash(key), now = time.GetUtcNow().ToUnixTimeMilliseconds() }),
                cancellationToken);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
