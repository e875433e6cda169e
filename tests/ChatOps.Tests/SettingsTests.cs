using System.Reflection;
using System.Text.Json;
using ChatOps.Channels.DirectLine;
using ChatOps.Database.Connections;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Rest;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Tests;

public sealed class SettingsTests
{
    private static readonly string SamplePath = Path.Combine(AppContext.BaseDirectory, "appsettings.sample.json");

    [Fact]
    public void Sample_NamesEverySettingThatExists()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(SamplePath).Build();
        string[] missing =
        [
            .. Missing<DirectLineOptions>(sample.GetSection("DirectLine")),
            .. Missing<RestOptions>(sample.GetSection("Rest")),
            .. Missing<ConnectionSettings>(sample.GetSection("Connections:0")),
            .. Missing<MemberOptions>(sample.GetSection("People:Members:0")),
            .. Missing<PolicyCell>(sample.GetSection("Policy:Cells:prod:files")),
            .. Missing<EngineSettings>(sample.GetSection("Engine")),
        ];

        Assert.Empty(missing);
    }

    [Fact]
    public void Sample_IsAValidConfiguration()
    {
        var settings = Settings.Read(new ConfigurationBuilder().AddJsonFile(SamplePath).Build(), Path.GetTempPath());

        Assert.Equal("sales", settings.Connections.Single().Name);
        Assert.Equal("maria", settings.People.Members.Single().Id);
    }

    [Fact]
    public void WithoutAnyFile_TheLocalUserIsAdminAndTheDemoIsThere()
    {
        var settings = Settings.Read(new ConfigurationBuilder().Build(), Path.GetTempPath());

        Assert.Contains($"terminal:{Environment.UserName}", settings.People.Members.Single().Identities);
        Assert.Equal("demo", Composition.WithDemo(settings).Single().Name);
    }

    [Fact]
    public void EveryWrongValue_IsNamedWithItsKey()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Engine:MaxParallelSteps"] = "0",
            ["Policy:Cells:mars:files:Approvals"] = "1",
            ["Connections:0:Name"] = "a",
            ["Connections:0:Address"] = "a.sqlite",
            ["Connections:0:Provider"] = "oracle",
            ["Connections:0:LockTimeout"] = "-00:00:01",
            ["Engine:ApprovalLifetime"] = "soon",
            ["People:Memebers:0:Id"] = "x",
        }).Build();

        var problems = Assert.Throws<SettingsException>(() => Settings.Read(configuration, Path.GetTempPath())).Message;

        foreach (var key in new[] { "Engine", "Policy:Cells", "Connections:0:Provider", "Connections:0:LockTimeout", "ApprovalLifetime", "Memebers" })
            Assert.Contains(key, problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_OnAServer_TakesItsSecretsFromTheEnvironment()
    {
        const string Variable = "CHATOPS_TEST_PASSWORD";
        Environment.SetEnvironmentVariable(Variable, "p@ss/word");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Connections:0:Name"] = "sales",
            ["Connections:0:Address"] = $"postgresql://reader:${{env:{Variable}}}@127.0.0.1/sales",
            ["Connections:0:Writer"] = $"postgresql://writer:${{env:{Variable}}}@127.0.0.1/sales",
            ["Connections:0:Environment"] = "prod",
            ["Connections:0:Sessions"] = "7",
        }).Build();

        var sales = Settings.Read(configuration, Path.GetTempPath()).Connections.Single();

        Assert.Equal("postgresql://reader:p%40ss%2Fword@127.0.0.1/sales", sales.Reader.Reveal());
        Assert.Equal("postgresql://writer:p%40ss%2Fword@127.0.0.1/sales", sales.Writer!.Reveal());
        Assert.Equal((DatabaseProvider.PostgreSql, "prod", 7), (sales.Provider, sales.Environment, sales.Limits.Sessions));
    }

    [Theory]
    [InlineData("Address", "mysql://u:${env:CHATOPS_NOT_SET}@h/d", "CHATOPS_NOT_SET")]
    [InlineData("Address", "mysql://u:hunter2@h", "user:password@host:port/database")]
    [InlineData("Writer", "mysql://u:hunter2@h/d", "Writer is an address of MySql")]
    [InlineData("Provider", "mysql", "is one of PostgreSql")]
    [InlineData("Sessions", "0", "1 to 64")]
    public void Connection_ThatCannotBeUsed_IsNamedWithoutItsSecret(string key, string value, string expected)
    {
        var settings = new Dictionary<string, string?> { ["Connections:0:Name"] = "sales", ["Connections:0:Address"] = "postgresql://u:hunter2@h/d" };
        settings[$"Connections:0:{key}"] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        var problems = Assert.Throws<SettingsException>(() => Settings.Read(configuration, Path.GetTempPath())).Message;

        Assert.Contains(expected, problems, StringComparison.Ordinal);
        Assert.Contains("Connections:0", problems, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problems, StringComparison.Ordinal);
    }

    /// <summary>Settings of a section that the sample does not name, also where it gives them as null.</summary>
    private static IEnumerable<string> Missing<T>(IConfigurationSection section)
    {
        using var text = JsonDocument.Parse(File.ReadAllText(SamplePath), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var element = section.Path.Split(':').Aggregate(text.RootElement.Clone(), (at, key) => int.TryParse(key, out var index) ? at[index] : at.GetProperty(key));
        return typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !element.TryGetProperty(property.Name, out _))
            .Select(property => $"{section.Path}:{property.Name}");
    }
}
