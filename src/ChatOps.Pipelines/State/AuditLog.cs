using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.State;

/// <summary>
/// An append-only hash chain over digests. The head file is written after each commit and before anybody is told that
/// the entry is durable. So after a crash the head lags by at most the entries of one commit, and none of those was
/// acknowledged: each still carries a keyed link, so it cannot be forged, and losing one is the same as the crash
/// having come a moment earlier. <see cref="InitializeAsync"/> moves the head up before anything new is acknowledged.
/// </summary>
public sealed class AuditLog
{
    internal static readonly StateScript Script = new("audit", 1, """
        CREATE TABLE audit(
            sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL,
            detail TEXT, digest BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX audit_subject ON audit(subject);
        """);

    /// <summary>The kind of an entry whose subject is the sequence of another one, whose body was deleted on request.</summary>
    internal const string DetailDeleted = "audit.detail-deleted";

    private const string Columns = "sequence, at, kind, actor, subject, detail, digest, hash";
    private readonly StateDatabase _state;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditLog> _logger;
    private InstanceKey? _key;
    private AuditHead? _head;
    private bool _dirty;
    private bool _frozen;

    public AuditLog(StateDatabase state, TimeProvider time, ILogger<AuditLog> logger) =>
        (_state, _time, _logger) = (state, time, logger);

    /// <summary>Opens key and head after the state database; further calls do nothing.</summary>
    /// <exception cref="StateUnavailableException">The key is gone although there are entries.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _state.InitializeAsync(cancellationToken);
        await _state.WriteAsync(
            connection =>
            {
                if (_key is null)
                    Open(connection);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Returns the entry's number once it is durable and anchored.</summary>
    public Task<long> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        _state.WriteAsync(connection => Append(connection, entry), cancellationToken);

    /// <summary>Appends inside a write of <see cref="StateDatabase.WriteAsync"/>, so that both stand or fall together.</summary>
    public long Append(SqliteConnection connection, AuditEntry entry)
    {
        var key = _key ?? throw new InvalidOperationException("The audit log is not open yet; InitializeAsync comes first.");
        var last = Last(connection);
        var sequence = (last?.Sequence ?? 0) + 1;
        var detail = entry.Detail.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "null" : entry.Detail.GetRawText();
        var row = new AuditRow(
            sequence, _time.GetUtcNow().ToUnixTimeMilliseconds(), entry.Kind, entry.Actor, entry.Subject, detail,
            AuditChain.Digest(key, sequence, detail), []);
        connection.Run(
            $"INSERT INTO audit({Columns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            row.Sequence, row.At, row.Kind, row.Actor, row.Subject, row.Detail, row.Digest,
            AuditChain.Hash(key, last?.Hash ?? AuditChain.Start, row));
        _dirty = true;
        return sequence;
    }

    /// <summary>
    /// Deletes the body of an entry on request; its digest stays, the chain still holds, and an entry of its own says
    /// that it was deleted.
    /// </summary>
    /// <param name="actor">The id of the person who deletes it.</param>
    /// <returns>False when there is no such entry, or its body is gone already.</returns>
    public Task<bool> DeleteDetailAsync(long sequence, string actor, CancellationToken cancellationToken) =>
        _state.WriteAsync(connection => DeleteDetail(connection, sequence, actor), cancellationToken);

    /// <summary>
    /// Deletes the bodies of all entries about a subject, within a write of the state database; their digests stay, and an
    /// entry of its own says of each that it was deleted.
    /// </summary>
    /// <param name="kinds">Only entries of these kinds.</param>
    /// <param name="actor">The id of the person who deletes them.</param>
    public void DeleteDetails(SqliteConnection connection, string subject, IReadOnlyCollection<string> kinds, string actor)
    {
        var known = connection.Query("SELECT sequence, kind FROM audit WHERE subject=?1 AND detail IS NOT NULL", row => (Sequence: row.GetInt64(0), Kind: row.GetString(1)), subject);
        foreach (var (sequence, _) in known.Where(entry => kinds.Contains(entry.Kind)))
            DeleteDetail(connection, sequence, actor);
    }

    /// <summary>Checks every entry and the head, and says which entry is not what was written.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var key = _key ?? throw new InvalidOperationException("The audit log is not open yet; InitializeAsync comes first.");
        // The head is read first: entries that come meanwhile only make the table longer, which is no finding.
        var head = _head!.Read();
        return await _state.ReadAsync(
            connection =>
            {
                var check = new AuditCheck(key, head);
                foreach (var row in Rows(connection, cancellationToken))
                    check.Add(row);
                return check.Finish();
            },
            cancellationToken);
    }

    private bool DeleteDetail(SqliteConnection connection, long sequence, string actor)
    {
        if (connection.Run("UPDATE audit SET detail=NULL WHERE sequence=?1 AND detail IS NOT NULL", sequence) == 0)
            return false;
        Append(connection, new AuditEntry(DetailDeleted, actor, sequence.ToString(CultureInfo.InvariantCulture), default));
        return true;
    }

    private static IEnumerable<AuditRow> Rows(SqliteConnection connection, CancellationToken cancellationToken)
    {
        const int Page = 1000;
        var after = long.MinValue;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = connection.Query(
                $"SELECT {Columns} FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT {Page}", Read, after);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Page)
                yield break;
            after = rows[^1].Sequence;
        }
    }

    private static AuditRow? Last(SqliteConnection connection) =>
        connection.Query($"SELECT {Columns} FROM audit ORDER BY sequence DESC LIMIT 1", Read).SingleOrDefault();

    private static AuditRow Read(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
        reader.Text(5), reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<byte[]>(7));

    private void Open(SqliteConnection connection)
    {
        var last = Last(connection);
        if (last is not null && !InstanceKey.Exists(_state.DataFolder))
            throw new StateUnavailableException(
                $"The instance key in {_state.DataFolder}/keys is gone, although the audit log has {last.Sequence} entries that it signed. Nothing was started. Put the key back from a backup, or move the data folder away to start anew.",
                isTransient: false);
        var key = InstanceKey.Open(_state.DataFolder);
        var head = AuditHead.In(_state.DataFolder, key);
        if (Behind(connection, key, head.Read(), last))
            head.Write(last!.Sequence, last.Hash);
        (_key, _head) = (key, head);
        _state.Committed += Anchor;
    }

    /// <summary>
    /// True when the head lags behind entries with valid links, as after a crash. A head that does not fit the table is
    /// evidence; it stays as it is, and <see cref="VerifyAsync"/> reports it.
    /// </summary>
    private bool Behind(SqliteConnection connection, InstanceKey key, (long Sequence, byte[] Hash)? head, AuditRow? last)
    {
        if (head is { Sequence: 0 } && last is null)
            return false;
        if (head is { } known && last is not null && last.Sequence >= known.Sequence)
        {
            var previous = known.Hash;
            var rows = connection.Query(
                $"SELECT {Columns} FROM audit WHERE sequence >= ?1 ORDER BY sequence", Read, known.Sequence);
            if (known.Sequence == 0 || CryptographicOperations.FixedTimeEquals(rows[0].Hash, previous))
            {
                var behind = rows.Where(r => r.Sequence > known.Sequence).ToList();
                if (behind.All(Links))
                    return behind.Count > 0;
            }

            bool Links(AuditRow row)
            {
                var fits = CryptographicOperations.FixedTimeEquals(AuditChain.Hash(key, previous, row), row.Hash);
                previous = row.Hash;
                return fits;
            }
        }

        _frozen = true;
        Log.AuditBroken(_logger);
        return false;
    }

    private void Anchor(SqliteConnection connection)
    {
        if (!_dirty || _frozen || Last(connection) is not { } last)
            return;
        try
        {
            _head!.Write(last.Sequence, last.Hash);
            _dirty = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The entries are durable and linked; the next commit anchors them, or the next start does.
            Log.AuditHeadLate(_logger, error);
        }
    }
}
