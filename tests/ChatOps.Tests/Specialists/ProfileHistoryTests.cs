using ChatOps.Agents.History;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Tests.Commands;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Specialists;

public sealed class ProfileHistoryTests : IDisposable
{
    private static readonly DatabaseConnection Shop = ConnectionAddress.ForFile("/data/shop.sqlite");

    private readonly TemporaryFolder _folder = new();
    private readonly MovableTime _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task History_KeepsTheFigures_AndOfTheSameStepOnlyTheLast()
    {
        await using var host = await StartAsync();
        var history = host.Get<ProfileHistory>();

        await history.AddAsync(Shop, Profile(10), "r1/profile", CancellationToken.None);
        await history.AddAsync(Shop, Profile(11), "r1/profile", CancellationToken.None);
        _clock.Skip(TimeSpan.FromDays(1));
        await history.AddAsync(Shop, Profile(12), "r2/profile", CancellationToken.None);

        var kept = await history.ReadAsync(Shop, CancellationToken.None);
        Assert.Equal([11L, 12L], kept.Select(one => one.Rows));
        Assert.InRange((kept[1].At - kept[0].At).TotalDays, 1, 1.1);
        Assert.Equal(("price", 1L, 2.5), (kept[0].Columns[0].Name, kept[0].Columns[0].Nulls, kept[0].Columns[0].Mean!.Value));
    }

    [Fact]
    public async Task History_OfEachTable_IsBounded()
    {
        await using var host = await StartAsync();
        var history = host.Get<ProfileHistory>();

        for (var run = 0; run < ProfileHistory.MostRuns + 5; run++)
        {
            await history.AddAsync(Shop, Profile(run), $"r{run}/profile", CancellationToken.None);
            _clock.Skip(TimeSpan.FromHours(1));
        }

        var kept = await history.ReadAsync(Shop, CancellationToken.None);
        Assert.Equal(ProfileHistory.MostRuns, kept.Count);
        Assert.Equal(5, kept[0].Rows);
    }

    [Fact]
    public async Task History_OfWhatIsNoLongerMeasured_IsForgotten()
    {
        await using var host = await StartAsync();
        var history = host.Get<ProfileHistory>();
        await history.AddAsync(Shop, Profile(1), "r1/profile", CancellationToken.None);

        _clock.Skip(TimeSpan.FromDays(900));
        await history.AddAsync(ConnectionAddress.ForFile("/data/other.sqlite"), Profile(2), "r2/profile", CancellationToken.None);

        Assert.Empty(await history.ReadAsync(Shop, CancellationToken.None));
    }

    [Fact]
    public async Task TwoFilesOfOneName_ShareNoHistory_AndANewPasswordKeepsIt()
    {
        await using var host = await StartAsync();
        var history = host.Get<ProfileHistory>();
        DatabaseConnection Server(string password) => new() { Name = "pg", Provider = DatabaseProvider.PostgreSql, Reader = new Secret($"postgresql://reader:{password}@127.0.0.1:5432/shop") };

        await history.AddAsync(Shop, Profile(1), "r1/profile", CancellationToken.None);
        await history.AddAsync(Server("old"), Profile(2), "r1/profile", CancellationToken.None);

        Assert.Empty(await history.ReadAsync(ConnectionAddress.ForFile("/elsewhere/shop.sqlite"), CancellationToken.None));
        Assert.Single(await history.ReadAsync(Server("new"), CancellationToken.None));
    }

    [Theory]
    [InlineData("TIMESTAMP", "2026-03-01 10:30:00", true)]
    [InlineData("TEXT", "2026-03-01", true)]
    [InlineData("DATE", "9999-12-31", false)]
    [InlineData("TEXT", "2026-03-01-batch", false)]
    [InlineData("TEXT", "zebra", false)]
    public async Task NewestDate_IsFollowedOnlyWhereTheColumnHoldsDatesThatHaveBeen(string type, string newest, bool expected)
    {
        await using var host = await StartAsync();
        var column = new ColumnProfile { Name = "at", Type = type, Nulls = 0, Distinct = 3, Min = "2020-01-01", Max = newest };

        await host.Get<ProfileHistory>().AddAsync(Shop, new DatabaseProfile("shop", [new TableProfile("t", 3, [column], "")]), "r/p", CancellationToken.None);

        Assert.Equal(expected, (await host.Get<ProfileHistory>().ReadAsync(Shop, CancellationToken.None))[0].Columns[0].Newest is not null);
    }

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(_folder.At("data"), _clock);

    private static DatabaseProfile Profile(long rows) => new(
        "shop", [new TableProfile("orders", rows, [new ColumnProfile { Name = "price", Type = "REAL", Nulls = 1, Distinct = 2, Min = 1.0, Max = 4.0, Mean = 2.5 }], "SELECT 1")]);
}
