using System.Runtime.Versioning;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Pipelines.Tests.State;

public sealed class StateDatabaseTests : IDisposable
{
    private static readonly StateScript First = new("room", 1, "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);");
    private readonly string _folder = TestFolder.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FailingWrite_SpoilsNoOther_InTheSameCommit()
    {
        await using var state = await OpenAsync(First);
        // The first write holds the writer, so that all others queue up and share one transaction.
        using var gate = new ManualResetEventSlim();
        var holding = state.WriteAsync(c => { gate.Wait(); return 0; }, CancellationToken.None);
        var writes = Enumerable.Range(0, 100).Select(i => state.WriteAsync(
            c =>
            {
                c.Run("INSERT INTO thing(name) VALUES(?1)", $"half {i}");
                if (i % 3 == 0)
                    throw new FormatException($"bad {i}");
                return c.Run("INSERT INTO thing(name) VALUES(?1)", i % 10 == 1 ? "same" : $"name {i}");
            },
            CancellationToken.None)).ToList();
        gate.Set();
        await holding;
        var failed = 0;
        foreach (var write in writes)
            failed += await Record.ExceptionAsync(() => write) is null ? 0 : 1;
        var rows = await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None);
        var good = writes.Count(w => w.IsCompletedSuccessfully);
        Assert.Equal(100, good + failed);
        Assert.InRange(failed, 34 + 1, 50);
        Assert.Equal(2 * good, rows);
    }

    [Fact]
    public async Task CancelledWrite_ThatHasNotBegun_LeavesNoTrace()
    {
        await using var state = await OpenAsync(First);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            state.WriteAsync(c => c.Run("INSERT INTO thing(name) VALUES('x')"), cancelled.Token));
        Assert.Equal(0, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None));
    }

    [Fact]
    public async Task Readers_CannotWrite()
    {
        await using var state = await OpenAsync(First);
        await Assert.ThrowsAnyAsync<Exception>(() => state.ReadAsync(c => c.Run("INSERT INTO thing(name) VALUES('x')"), CancellationToken.None));
    }

    [Fact]
    public async Task FailingRead_SaysWhyItFailed_AndLosesNoReader()
    {
        await using var state = await OpenAsync(First);
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAsync<FormatException>(() => state.ReadAsync<int>(
                c =>
                {
                    // SQLite ends the transaction by itself in the same way when the disk refuses.
                    c.Run("ROLLBACK");
                    throw new FormatException();
                },
                CancellationToken.None));
        Assert.Equal(0, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None));
    }

    [Fact]
    public async Task FaultAfterACommit_IsNotReportedAsALostWrite()
    {
        await using var state = await OpenAsync(First);
        state.Committed += _ => throw new FormatException();
        var next = state.NextCommit;
        Assert.Equal(1, await state.WriteAsync(c => c.Run("INSERT INTO thing(name) VALUES('kept')"), CancellationToken.None));
        await next.WaitAsync(TestHost.Patience);
        Assert.Equal(1, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None));
    }

    [SkippableTheory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatIsMade_IsReadableForItsOwnerOnly_AndWhatExistsStays(bool lockFirst)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var before = File.GetUnixFileMode(_folder) | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_folder, before);
        var data = Path.Combine(_folder, "above", "data");
        using var held = lockFirst ? InstanceLock.TryAcquire(data, out _) : null;
        await using var state = new StateDatabase(data, [First, AuditLog.Script], NullLogger<StateDatabase>.Instance);
        await new AuditLog(state, TimeProvider.System, NullLogger<AuditLog>.Instance).InitializeAsync(CancellationToken.None);
        DataFolder.Create(_folder);
        Assert.Equal(before, File.GetUnixFileMode(_folder));
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.All(
            Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories),
            path => Assert.Equal((path, UnixFileMode.None), (path, File.GetUnixFileMode(path) & Others)));
    }

    [Fact]
    public async Task Scripts_RunOnceInOrder_AndANewerDatabaseIsRefused()
    {
        var second = new StateScript("room", 2, "ALTER TABLE thing ADD COLUMN more TEXT; INSERT INTO thing(name) VALUES('migrated');");
        await (await OpenAsync(First)).DisposeAsync();
        await (await OpenAsync(second, First)).DisposeAsync();
        await using (var state = await OpenAsync(First, second))
            Assert.Equal(1, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None));
        var refused = await Assert.ThrowsAsync<StateUnavailableException>(() => OpenAsync(First));
        Assert.Contains("newer version of this program", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task BrokenScript_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(First, new StateScript("room", 2, "CREATE TABLE other(id); CREATE TABEL x(id);")));
        await using var state = await OpenAsync();
        Assert.Equal(0, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM sqlite_master WHERE name IN ('thing', 'other')"), CancellationToken.None));
    }

    [Fact]
    public async Task FullDisk_IsSaidClearly_KeepsNothing_AndWorkGoesOnWithRoom()
    {
        await using var state = await OpenAsync(First);
        // SQLite's own page limit answers exactly like a disk without room.
        await state.WriteAsync(c => c.Scalar<long>($"PRAGMA max_page_count={c.Scalar<long>("PRAGMA page_count")}"), CancellationToken.None);
        var big = new string('x', 100_000);
        var error = await Assert.ThrowsAsync<StateUnavailableException>(() =>
            state.WriteAsync(c => c.Run("INSERT INTO thing(name) VALUES(?1)", big), CancellationToken.None));
        Assert.Contains("is full. Nothing of this change was kept. Make room", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
        await state.WriteAsync(c => c.Scalar<long>("PRAGMA max_page_count=1000000"), CancellationToken.None);
        await state.WriteAsync(c => c.Run("INSERT INTO thing(name) VALUES(?1)", big), CancellationToken.None);
        Assert.Equal(1, await state.ReadAsync(c => c.Scalar<long>("SELECT count(*) FROM thing"), CancellationToken.None));
    }

    [Fact]
    public async Task FileThatIsNoDatabase_IsRefused_AndLeftAlone()
    {
        var file = Path.Combine(_folder, "state.db");
        await File.WriteAllTextAsync(file, "not a database, but somebody's notes, long enough to be read as a header of a page");
        var error = await Assert.ThrowsAsync<StateUnavailableException>(() => OpenAsync(First));
        Assert.Contains("damaged or is not a state database", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("not a database", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_HoldsOthersOff_NamesTheHolder_AndAStaleFileDoesNotBlock()
    {
        File.WriteAllText(Path.Combine(_folder, "instance.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "instance.json"), """{"Address":"http://127.0.0.1:1","Pid":1}""");
        using (var mine = InstanceLock.TryAcquire(_folder, out _))
        {
            Assert.NotNull(mine);
            mine.SetAddress("http://127.0.0.1:3978");
            Assert.Null(InstanceLock.TryAcquire(_folder, out var holder));
            Assert.Equal("http://127.0.0.1:3978", holder);
        }

        using var next = InstanceLock.TryAcquire(_folder, out _);
        Assert.NotNull(next);
    }

    private async Task<StateDatabase> OpenAsync(params StateScript[] scripts)
    {
        var state = new StateDatabase(_folder, scripts, NullLogger<StateDatabase>.Instance);
        await state.InitializeAsync(CancellationToken.None);
        return state;
    }
}
