using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Pipelines.Tests.State;

public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = TestFolder.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("UPDATE audit SET detail=NULL WHERE sequence=3", 3, "body of entry 3 was removed")]
    [InlineData("UPDATE audit SET detail='{\"n\":9}' WHERE sequence=3", 3, "body of entry 3 was changed")]
    [InlineData("UPDATE audit SET actor='mallory' WHERE sequence=4", 4, "Entry 4 was changed")]
    [InlineData("UPDATE audit SET at=at+1 WHERE sequence=1", 1, "Entry 1 was changed")]
    [InlineData("DELETE FROM audit WHERE sequence=2", 2, "Entry 2 was removed")]
    [InlineData("DELETE FROM audit WHERE sequence>3", 4, "entries 4 to 5 were removed")]
    [InlineData("DELETE FROM audit", 1, "entries 1 to 5 were removed")]
    [InlineData("INSERT INTO audit SELECT 6, at, kind, actor, subject, detail, digest, hash FROM audit WHERE sequence=5", 6, "Entry 6 was changed, inserted")]
    [InlineData("INSERT INTO audit SELECT 0, at, kind, actor, subject, detail, digest, hash FROM audit WHERE sequence=5", 0, "inserted before")]
    [InlineData("UPDATE audit SET sequence=99 WHERE sequence=2; UPDATE audit SET sequence=2 WHERE sequence=3; UPDATE audit SET sequence=3 WHERE sequence=99", 2, "Entry 2 was changed, inserted or moved")]
    public async Task Verify_FindsWhatSomebodyDid_AndSaysWhere(string tampering, long where, string message)
    {
        await WriteAsync(5);
        Tamper(tampering);
        var found = await VerifyAsync();
        if (message.Length == 0)
            Assert.Empty(found.Problems);
        else
            Assert.Contains(found.Problems, p => p.Sequence == where && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeletedBody_IsNoFinding_AndSaysWhoDeletedIt()
    {
        await WriteAsync(3);
        await using (var state = Open(out var audit))
        {
            await audit.InitializeAsync(CancellationToken.None);
            Assert.True(await audit.DeleteDetailAsync(2, "ana", CancellationToken.None));
            Assert.False(await audit.DeleteDetailAsync(2, "ana", CancellationToken.None));
            Assert.False(await audit.DeleteDetailAsync(9, "ana", CancellationToken.None));
        }

        var found = await VerifyAsync();
        Assert.Equal((4, true), (found.Entries, found.IsIntact));
        // The entry that says so cannot be turned to cover another one.
        Tamper("UPDATE audit SET subject='3' WHERE sequence=4; UPDATE audit SET detail=NULL WHERE sequence=3");
        Assert.Equal([4, 2], (await VerifyAsync()).Problems.Select(p => p.Sequence));
    }

    [Fact]
    public async Task EmptiedLogWithoutHead_IsAFinding()
    {
        await WriteAsync(3);
        Tamper("DELETE FROM audit");
        File.Delete(Path.Combine(_folder, "audit.head"));
        Assert.Contains((await VerifyAsync()).Problems, p => p.Message.Contains("head file is missing", StringComparison.Ordinal));
        // Whatever comes after does not heal it.
        await WriteAsync(2);
        Assert.False((await VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task KeyThatAnotherPartMade_IsNoFinding()
    {
        InstanceKey.Open(_folder);
        await WriteAsync(0);
        Assert.True((await VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task MissingHead_IsAFinding_AndAMissingKeyStopsTheStart()
    {
        await WriteAsync(3);
        File.Delete(Path.Combine(_folder, "audit.head"));
        Assert.Contains((await VerifyAsync()).Problems, p => p.Message.Contains("head file is missing", StringComparison.Ordinal));
        File.Delete(Path.Combine(_folder, "keys", "instance.key"));
        var error = await Assert.ThrowsAsync<StateUnavailableException>(VerifyAsync);
        Assert.Contains("instance key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CrashBetweenCommitAndHead_IsNoFalseAlarm_AndTheHeadCatchesUp()
    {
        await WriteAsync(3);
        var behind = await File.ReadAllBytesAsync(Path.Combine(_folder, "audit.head"));
        await WriteAsync(2);
        // As a kill between commit and head leaves it.
        await File.WriteAllBytesAsync(Path.Combine(_folder, "audit.head"), behind);
        Assert.True((await VerifyAsync()).IsIntact);
        // From then on the entries behind the old head are anchored too.
        Tamper("DELETE FROM audit WHERE sequence=5");
        Assert.Contains((await VerifyAsync()).Problems, p => p.Sequence == 5);
    }

    [Fact]
    public async Task EntryBehindTheHead_CannotBeForged()
    {
        await WriteAsync(3);
        var behind = await File.ReadAllBytesAsync(Path.Combine(_folder, "audit.head"));
        await WriteAsync(1);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "audit.head"), behind);
        Tamper("UPDATE audit SET kind='approval.decided' WHERE sequence=4");
        Assert.Contains((await VerifyAsync()).Problems, p => p.Sequence == 4);
    }

    [Fact]
    public async Task WriteThatFails_TakesItsEntryWithIt()
    {
        await using var state = Open(out var audit);
        await audit.InitializeAsync(CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() => state.WriteAsync<bool>(
            c =>
            {
                audit.Append(c, new AuditEntry("test", "ana", "x", Json.Of("{}")));
                throw new FormatException();
            },
            CancellationToken.None));
        Assert.Equal(1, await audit.AppendAsync(new AuditEntry("test", "ana", "x", default), CancellationToken.None));
        Assert.Equal((1, true), ((await audit.VerifyAsync(CancellationToken.None)).Entries, (await audit.VerifyAsync(CancellationToken.None)).IsIntact));
    }

    [Fact]
    public async Task Key_IsForItsOwnerOnly()
    {
        await WriteAsync(1);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "keys", "instance.key")));
        Assert.Equal(32, new FileInfo(Path.Combine(_folder, "keys", "instance.key")).Length);
    }

    private async Task WriteAsync(int count)
    {
        await using var state = Open(out var audit);
        await audit.InitializeAsync(CancellationToken.None);
        for (var i = 0; i < count; i++)
            await audit.AppendAsync(new AuditEntry("test", "ana", $"thing {i}", Json.Of($$"""{"n":{{i}}}""")), CancellationToken.None);
    }

    private async Task<AuditVerification> VerifyAsync()
    {
        await using var state = Open(out var audit);
        await audit.InitializeAsync(CancellationToken.None);
        return await audit.VerifyAsync(CancellationToken.None);
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "state.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql + ";";
        command.ExecuteNonQuery();
    }

    private StateDatabase Open(out AuditLog audit)
    {
        var state = new StateDatabase(_folder, [AuditLog.Script], NullLogger<StateDatabase>.Instance);
        audit = new AuditLog(state, TimeProvider.System, NullLogger<AuditLog>.Instance);
        return state;
    }
}
