using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Rest.SignIn;

/// <summary>
/// Single-use keys that travel in a link. They live in memory only, so a restart voids them, and are kept as hashes.
/// </summary>
public sealed class SignInKeys
{
    /// <summary>The identity, on the channel <c>web</c>, of whoever starts the program.</summary>
    public const string LocalIdentity = "local";

    private readonly ConcurrentDictionary<string, string> _identities = new(StringComparer.Ordinal);

    /// <summary>A link that signs the local admin in, once.</summary>
    /// <param name="baseAddress">Such as <c>http://127.0.0.1:3978</c>.</param>
    public string CreateLink(string baseAddress) => CreateLink(baseAddress, LocalIdentity);

    /// <summary>A link that signs this person in, once.</summary>
    /// <param name="identity">As configured for the channel <c>web</c>, without its prefix.</param>
    public string CreateLink(string baseAddress, string identity)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _identities[Hash(key)] = identity;
        return $"{baseAddress.TrimEnd('/')}/?key={key}";
    }

    /// <summary>Uses a key up. Null when it was never made here or was used before.</summary>
    internal string? Redeem(string key) =>
        key.Length is > 0 and <= 128 && _identities.TryRemove(Hash(key), out var identity) ? identity : null;

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
