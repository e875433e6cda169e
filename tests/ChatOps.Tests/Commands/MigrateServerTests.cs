using System.Text.Json;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Tests.Commands;

/// <summary>From a file to a server and back, by URLs alone.</summary>
public abstract class MigrateServerSuite(TestEngine engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task ThereAndBack_NothingIsLost()
    {
        _folder.Database("shop.sqlite", MigrateCommandTests.Sound);
        await using var server = await engine.CreateAsync("");
        var url = server.Connection.Writer!.Reveal();

        var there = await Program.RunAsync(_folder.Path, "migrate", "shop.sqlite", url, "--yes", "--json");
        var back = await Program.RunAsync(_folder.Path, "migrate", url, "back.sqlite", "--yes", "--json");
        var same = await Program.RunAsync(_folder.Path, "verify", "shop.sqlite", "back.sqlite", "--json");

        foreach (var ended in (Program.Ended[])[there, back, same])
            Assert.Equal((0, ""), (ended.ExitCode, ended.ExitCode == 0 ? "" : ended.Error));
        Assert.True(JsonDocument.Parse(back.Output).RootElement.GetProperty("verified").GetBoolean());
        var password = new Uri(url).UserInfo.Split(':') is [_, { Length: > 0 } secret] ? secret : null;
        Assert.DoesNotContain(password ?? "nothing to hide", there.Output + there.Error + await File.ReadAllTextAsync(JsonDocument.Parse(there.Output).RootElement.GetProperty("proof").GetString()!), StringComparison.Ordinal);

        var taken = await Program.RunAsync(_folder.Path, "rollback", url, "--yes", "--json");
        Assert.Equal(["customer 2", "orders 3"], JsonDocument.Parse(taken.Output).RootElement.GetProperty("dropped").EnumerateArray().Select(table => $"{table.GetProperty("name")} {table.GetProperty("rows")}").Order());
        Assert.Equal(2, (await Program.RunAsync(_folder.Path, "profile", url, "--table", "orders")).ExitCode);
    }
}

public sealed class PostgreSqlMigrateTests() : MigrateServerSuite(TestEngine.PostgreSql);

public sealed class MySqlMigrateTests() : MigrateServerSuite(TestEngine.MySql);
