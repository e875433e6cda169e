using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Pipelines.State;
using Dapper;

namespace ChatOps.Rest.SignIn;

/// <summary>The sign-ins of browsers. A cookie's content is kept as a hash only, so that the database gives none away.</summary>
internal sealed class SessionStore(StateDatabase state, RestOptions options, TimeProvider time)
{
    /// <summary>The last use is written down at most this often.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    public static StateScript Script { get; } = new("rest", 1,
        """
        CREATE TABLE rest_session (
            secret_hash TEXT PRIMARY KEY,
            identity TEXT NOT NULL,
            signed_in_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """);

    /// <summary>Starts a session and returns the content of its cookie. Sessions that are over are swept out.</summary>
    public async Task<string> StartAsync(string identity, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await state.WriteAsync(
            db =>
            {
                db.Execute(
                    "DELETE FROM rest_session WHERE used_at <= @idleSince OR signed_in_at <= @aliveSince",
                    new { idleSince = Milliseconds(now - options.SessionIdle), aliveSince = Milliseconds(now - options.SessionLifetime) });
                return db.Execute(
                    "INSERT INTO rest_session (secret_hash, identity, signed_in_at, used_at) VALUES (@hash, @identity, @now, @now)",
                    new { hash = Hash(secret), identity, now = Milliseconds(now) });
            },
            cancellationToken);
        return secret;
    }

    /// <summary>The session behind a cookie, or null when there is none or its time is over.</summary>
    public async Task<Session?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.Length != 64)
            return null;
        var hash = Hash(secret);
        var row = await state.ReadAsync(
            db => db.QuerySingleOrDefault<Row>(
                "SELECT identity AS Identity, signed_in_at AS SignedInAt, used_at AS UsedAt FROM rest_session WHERE secret_hash = @hash",
                new { hash }),
            cancellationToken);
        var now = time.GetUtcNow();
        if (row is null || row.UsedAt <= Milliseconds(now - options.SessionIdle) || row.SignedInAt <= Milliseconds(now - options.SessionLifetime))
            return null;
        if (row.UsedAt <= Milliseconds(now - TouchEvery))
        {
            await state.WriteAsync(
                db => db.Execute("UPDATE rest_session SET used_at = @now WHERE secret_hash = @hash", new { now = Milliseconds(now), hash }),
                cancellationToken);
        }

        return new Session(row.Identity, DateTimeOffset.FromUnixTimeMilliseconds(row.SignedInAt));
    }

    public Task EndAsync(string secret, CancellationToken cancellationToken) =>
        state.WriteAsync(db => db.Execute("DELETE FROM rest_session WHERE secret_hash = @hash", new { hash = Hash(secret) }), cancellationToken);

    private static string Hash(string secret) =>
        secret.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private sealed record Row(string Identity, long SignedInAt, long UsedAt);
}
