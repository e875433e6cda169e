using System.Diagnostics;
using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>One run of SQLite's online backup (SQLite, "Online Backup API"): some pages at a time, and whoever writes in between has his turn.</summary>
internal sealed class SqliteOnlineCopy : IDisposable
{
    private const int PagesAtOnce = 1024;

    /// <summary>Each write by somebody else begins the copy anew; after so many of them writers have to wait until it is done.</summary>
    private const int MostRestarts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly SqliteFile _source;
    private readonly ConnectionLimits _limits;
    private readonly string _target;
    private readonly sqlite3 _from;
    private readonly sqlite3 _to;
    private readonly sqlite3_backup _backup;

    private SqliteOnlineCopy(SqliteFile source, string target, ConnectionLimits limits, sqlite3 from, sqlite3 to, sqlite3_backup backup) =>
        (_source, _target, _limits, _from, _to, _backup) = (source, target, limits, from, to, backup);

    /// <summary>How often the copy began anew.</summary>
    internal int Restarts { get; private set; }

    /// <exception cref="DatabaseException">One of the two files cannot be opened.</exception>
    internal static SqliteOnlineCopy Open(SqliteFile source, string target, ConnectionLimits limits)
    {
        var from = OpenFile(source.OpenName, source.OpenFlags, source);
        try
        {
            var to = OpenFile(target, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, source);
            // Until it has its name the copy is worth nothing, and then it is flushed as a whole.
            raw.sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            return new SqliteOnlineCopy(source, target, limits, from, to, raw.sqlite3_backup_init(to, "main", from, "main"));
        }
        catch
        {
            from.Dispose();
            throw;
        }
    }

    /// <exception cref="DatabaseException">Somebody kept the source locked for too long, it is damaged, or the disk is full.</exception>
    internal async Task RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        // With a log beside it a reader keeps nobody from writing, so one snapshot serves from the start.
        var isHeld = IsWriteAheadLog() && TryHold();
        var (waiting, copied) = (Stopwatch.StartNew(), 0);
        for (int result; (result = await StepAsync(cancellationToken)) != raw.SQLITE_DONE;)
        {
            if ((result & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED && waiting.Elapsed < _limits.LockTimeout)
            {
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            Require(result);
            var total = raw.sqlite3_backup_pagecount(_backup);
            var now = total - raw.sqlite3_backup_remaining(_backup);
            Restarts += now <= copied ? 1 : 0;
            isHeld = isHeld || (Restarts >= MostRestarts && TryHold());
            copied = now;
            waiting.Restart();
            progress?.Report(new WorkProgress(now, total, "pages", Path.GetFileName(_source.Path)));
        }

        _source.RequireUnchanged();
    }

    public void Dispose()
    {
        _backup.Dispose();
        _to.Dispose();
        _from.Dispose();
    }

    private static sqlite3 OpenFile(string name, int flags, SqliteFile source)
    {
        var result = raw.sqlite3_open_v2(name, out var db, flags, null);
        if (result == raw.SQLITE_OK)
        {
            return db;
        }

        using (db)
        {
            throw SqliteErrors.ForOpen(db, result, source);
        }
    }

    private bool IsWriteAheadLog()
    {
        raw.sqlite3_prepare_v2(_from, "PRAGMA journal_mode", out var statement);
        using (statement)
        {
            return raw.sqlite3_step(statement) == raw.SQLITE_ROW && raw.sqlite3_column_text(statement, 0).utf8_to_string() == "wal";
        }
    }

    /// <summary>Begins a read transaction on the source, which the copy then uses for all its pages.</summary>
    private bool TryHold()
    {
        if (raw.sqlite3_exec(_from, "BEGIN; SELECT 1 FROM sqlite_master LIMIT 1") == raw.SQLITE_OK)
        {
            return true;
        }

        raw.sqlite3_exec(_from, "ROLLBACK");
        return false;
    }

    private Task<int> StepAsync(CancellationToken cancellationToken) => Task.Run(() => raw.sqlite3_backup_step(_backup, PagesAtOnce), cancellationToken);

    private void Require(int result)
    {
        if ((result & 0xff) == raw.SQLITE_FULL)
        {
            throw new DatabaseException(
                DatabaseProblem.DiskFull, $"There is no room left on the disk of '{Path.GetDirectoryName(_target)}'. No backup was kept, and nothing in the database was changed. Make room there or name another folder, then start again.");
        }

        if (result != raw.SQLITE_OK)
        {
            raw.sqlite3_backup_finish(_backup);
            throw SqliteErrors.ForStatement(_to, result, _source, _limits);
        }
    }
}
