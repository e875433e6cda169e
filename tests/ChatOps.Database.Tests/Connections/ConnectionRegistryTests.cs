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
    [InlineData("postgresql://u:secret@host/sales", DatabaseProvider.PostgreSql)]
    [InlineData("postgres://u@host:5433/sales?sslmode=require", DatabaseProvider.PostgreSql)]
    [InlineData("MySQL://u:secret@host/sales", DatabaseProvider.MySql)]
    [InlineData("mariadb://u:se%40cret@[::1]:3307/sales", DatabaseProvider.MySql)]
    public void Parse_ServerUrl_IsAConnectionNamedAfterTheDatabase(string url, DatabaseProvider provider)
    {
        var connection = ConnectionAddress.Parse(url, "prod");
        Assert.Equal(("sales", provider, "prod"), (connection.Name, connection.Provider, connection.Environment));
        Assert.Equal("***", connection.Reader.ToString());
    }

    [Theory]
    [InlineData("postgresql://u:secret@host")]
    [InlineData("postgresql://u:secret@host/")]
    [InlineData("postgresql://u:secret@host/a/b")]
    [InlineData("postgresql://:secret@host/db")]
    [InlineData("postgresql://u:secret@ho st/db")]
    [InlineData("mysql://u:secret@host:port/db")]
    [InlineData("postgresql://u:secret@host/db?sslmode=requird")]
    [InlineData("mysql://u:secret@host/db?tls=yes")]
    public void Parse_ServerUrlThatSaysTooLittle_IsRefusedWithoutShowingThePassword(string url)
    {
        var error = Assert.Throws<DatabaseException>(() => ConnectionAddress.Parse(url));
        Assert.Contains("://user:password@host:port/database", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SchemeThatIsNotKnown_IsRefusedWithoutShowingThePassword()
    {
        var error = Assert.Throws<DatabaseException>(() => ConnectionAddress.Parse("oracle://u:secret@host/db"));
        Assert.Contains("'oracle://' is not known", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://a:x@Host/db", "postgresql://b:y@host:5432/db?sslmode=require", true)]
    [InlineData("postgresql://a:x@host/db?schema=s1", "postgresql://a:x@host/db?schema=s2", false)]
    [InlineData("mysql://a:x@host:3306/db?ssl-mode=REQUIRED", "mariadb://b:y@host/db", true)]
    [InlineData("mysql://a:x@host/db", "mysql://a:x@host:3307/db", false)]
    public void Place_IsWhereADatabaseIsWhoeverAsks(string one, string other, bool same)
    {
        var (first, second) = (DatabasePlace.Of(ConnectionAddress.Parse(one)), DatabasePlace.Of(ConnectionAddress.Parse(other)));
        Assert.Equal(same, first == second);
        Assert.DoesNotContain("x@", first, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerAddress_DecodesWhatAUrlEscapes()
    {
        var server = ServerAddress.Parse("postgresql://u%40corp:p%2Fw%3A@[::1]:5433/my%20db?SSLMode=require&schema=a%26b", "postgresql", 5432);
        Assert.Equal(("::1", 5433, "my db", "u@corp", "p/w:"), (server.Host, server.Port, server.Database, server.User, server.Password));
        Assert.Equal(("require", "a&b"), (server.Options["sslmode"], server.Options["schema"]));
        Assert.DoesNotContain("p/w", server.ToString(), StringComparison.Ordinal);
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
