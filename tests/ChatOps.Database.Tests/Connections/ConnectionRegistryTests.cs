using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Connections;

public sealed class ConnectionRegistryTests
{
    [Fact]
    public void Find_NameOrAliasInAnyCase_ReturnsTheConnection()
    {
        var registry = new ConnectionRegistry([Named("Sales", "shop", "umsatz"), Named("hr")]);
        Assert.Equal("Sales", registry.Find("sALES")?.Name);
        Assert.Equal("Sales", registry.Find(" SHOP ")?.Name);
        Assert.Null(registry.Find("other"));
        Assert.Equal(["hr", "Sales"], registry.All.Select(connection => connection.Name));
    }

    [Fact]
    public void Create_NamesUsedTwice_ReportsThemAll()
    {
        var error = Assert.Throws<ArgumentException>(() => new ConnectionRegistry([Named("a", "x"), Named("B", "A"), Named("c", "X", "")]));
        Assert.Contains("'A' names both", error.Message, StringComparison.Ordinal);
        Assert.Contains("'X' names both", error.Message, StringComparison.Ordinal);
        Assert.Contains("'c' has an empty", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://u:secret@host/db")]
    [InlineData("MySQL://u:secret@host/db")]
    public void Parse_ServerUrl_IsRefusedWithoutShowingThePassword(string url)
    {
        var error = Assert.Throws<DatabaseException>(() => ConnectionAddress.Parse(url));
        Assert.Equal(DatabaseProblem.Unsupported, error.Problem);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tmp/a b.db")]
    [InlineData("sqlite:/tmp/a b.db")]
    [InlineData("sqlite:///tmp/a%20b.db")]
    public void Parse_PathOrUrl_NamesTheSameFile(string address)
    {
        var connection = ConnectionAddress.Parse(address, "staging");
        Assert.Equal("/tmp/a b.db", connection.Reader.Reveal());
        Assert.Equal(("a b", "staging"), (connection.Name, connection.Environment));
    }

    private static DatabaseConnection Named(string name, params string[] aliases) =>
        new() { Name = name, Provider = DatabaseProvider.Sqlite, Aliases = aliases, Reader = new Secret("/nowhere") };
}
