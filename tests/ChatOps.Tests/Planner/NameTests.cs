using System.Text;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Tests.Planner;

/// <summary>Names that no code knows: made from a seed, equal to ordinary words, misspelt.</summary>
public sealed class NameTests
{
    private static readonly string[] Syllables = ["ba", "ko", "ri", "lun", "ter", "mo", "sa", "ped", "qui", "zan", "ful", "gro", "nix", "ve", "dar", "hol", "ün", "łó", "日本", "жук"];
    private static readonly string[] Joints = ["", "", "-", "_", " ", "."];

    private static readonly (string Template, string Intent)[] Templates =
    [
        ("validate {0}", "validate"),
        ("could you please check the {0} database?", "validate"),
        ("is {0} ok?", "validate"),
        ("any problems in {0}", "validate"),
        ("profile {0}", "profile"),
        ("give me statistics of {0}", "profile"),
        ("find anomalies in {0}", "anomalies"),
        ("EXPORT {0}", "export"),
        ("validate {0} and export it", "validate+export"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    [InlineData(777)]
    public async Task GeneratedName_IsFoundInEverySentence_InAnyCaseAndJoint(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var names = Enumerable.Range(0, 6).Select(_ => MakeName(random)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            var connections = World.Named(names);
            foreach (var (template, intent) in Templates)
            {
                var name = names[random.Next(names.Length)];
                var written = random.Next(3) switch
                {
                    0 => name,
                    1 => name.ToUpperInvariant(),
                    _ => name.Replace('-', ' ').Replace('_', '-'),
                };
                var text = string.Format(null, template, written);
                Assert.True($"{intent} {name}" == World.Brief(await World.AskAsync(text, connections: connections)), $"{text} among {string.Join(", ", names)}: {await World.AskAsync(text, connections: connections)}");
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(99)]
    public async Task SlipInAName_IsTakenAsThatNameOrAskedAbout_NeverAsAnother(int seed)
    {
        var random = new Random(seed);
        var taken = 0;
        var total = 0;
        for (var round = 0; round < 150; round++)
        {
            var names = Enumerable.Range(0, 5).Select(_ => MakeName(random)).Where(name => name.Length >= 5).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            if (names.Length == 0)
                continue;
            var name = names[random.Next(names.Length)];
            var slip = Misspell(name, random);
            if (names.Any(other => Language.Key(other) == Language.Key(slip)))
                continue;
            total++;
            var reply = await World.AskAsync($"validate {slip}", connections: World.Named(names));
            if (reply is PlannerReply.Execute { Plan: var plan })
            {
                taken++;
                Assert.Equal([name], plan.Connections);
                Assert.Contains(plan.Assumptions, assumption => assumption.Contains(name, StringComparison.Ordinal));
            }
            else
            {
                Assert.Contains(name, Assert.IsType<PlannerReply.Clarify>(reply).Choices);
            }
        }

        Assert.True(taken >= total * 0.8, $"only {taken} of {total} slips were taken");
    }

    [Theory]
    [InlineData("export")]
    [InlineData("check")]
    [InlineData("data")]
    [InlineData("report")]
    [InlineData("test")]
    [InlineData("status")]
    [InlineData("help")]
    [InlineData("validate")]
    [InlineData("profile")]
    [InlineData("clean")]
    [InlineData("history")]
    [InlineData("anomalies")]
    [InlineData("Müller 7")]
    [InlineData("2024")]
    [InlineData("db2")]
    [InlineData("c++")]
    [InlineData("🚀")]
    public async Task NameThatIsAnOrdinaryWord_IsTakenAsTheName(string name)
    {
        var connections = World.Named(name, "zebra");

        Assert.Equal($"validate {name}", World.Brief(await World.AskAsync($"validate {name}", connections: connections)));
        Assert.Equal($"export {name}", World.Brief(await World.AskAsync($"export {name}", connections: connections)));
        Assert.Equal($"profile {name}", World.Brief(await World.AskAsync($"profile the {name} database", connections: connections)));
        Assert.Equal($"anomalies {name}", World.Brief(await World.AskAsync($"find anomalies in \"{name}\"", connections: connections)));
        Assert.Equal("validate zebra", World.Brief(await World.AskAsync("check the data quality of zebra", connections: connections)));
        Assert.Equal("validate+export zebra", World.Brief(await World.AskAsync("validate zebra and export it", connections: connections)));
    }

    [Fact]
    public async Task NamesThatAreEquallyNear_AreAskedAbout()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate demi", connections: World.Named("demo", "demq", "other")));

        Assert.Equal(["demo", "demq"], reply.Choices);
        Assert.Equal("demi", reply.Understood!.Mention);
    }

    [Fact]
    public async Task NamesThatDifferInADigit_AreNeverTakenForEachOther() =>
        Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate sales2023", connections: World.Named("sales2024", "other")));

    [Fact]
    public async Task ProductionName_MustBeExact()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate slaes-eu"));

        Assert.Equal(["sales-eu"], reply.Choices);
        Assert.StartsWith("Did you mean sales-eu?", reply.Question, StringComparison.Ordinal);
        Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate ventsa"));
        Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate sales"));
    }

    [Fact]
    public async Task UnknownName_IsNamedBackWithTheNearestFirstAndAtMostFive()
    {
        var reply = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate wherehaus", connections: World.Named("a1", "b1", "c1", "d1", "e1", "warehouse")));

        Assert.Contains("\"wherehaus\"", reply.Question, StringComparison.Ordinal);
        Assert.Equal("warehouse", reply.Choices[0]);
        Assert.Equal(5, reply.Choices.Count);
    }

    [Fact]
    public async Task OnlyConnection_NeedsNoQuestion()
    {
        var plan = World.PlanOf(await World.AskAsync("validate", connections: World.Named("solo")));

        Assert.Equal(["solo"], plan.Connections);
        Assert.Contains("only connection", Assert.Single(plan.Assumptions), StringComparison.Ordinal);
        Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("validate tango", connections: World.Named("solo")));
    }

    [Theory]
    [InlineData("the expert left")]
    [InlineData("import demo")]
    [InlineData("jump demo")]
    [InlineData("what a profit")]
    public async Task RealWordNearAVerb_IsNotThatVerb(string text) => Assert.IsNotType<PlannerReply.Execute>(await World.AskAsync(text));

    private static string MakeName(Random random)
    {
        var name = new StringBuilder();
        var parts = random.Next(2, 4);
        for (var part = 0; part < parts; part++)
        {
            if (part > 0)
                name.Append(Joints[random.Next(Joints.Length)]);
            name.Append(Syllables[random.Next(Syllables.Length)]).Append(Syllables[random.Next(Syllables.Length)]);
        }

        return random.Next(4) == 0 ? name.Append(random.Next(1, 99)).ToString() : name.ToString();
    }

    private static string Misspell(string name, Random random)
    {
        var at = random.Next(1, name.Length - 1);
        return random.Next(4) switch
        {
            0 => string.Concat(name.AsSpan(0, at), name.AsSpan(at + 1)),
            1 => string.Concat(name.AsSpan(0, at), "e", name.AsSpan(at)),
            2 => string.Concat(name.AsSpan(0, at), "x", name.AsSpan(at + 1)),
            _ => string.Concat(name.AsSpan(0, at - 1), name[at].ToString(), name[at - 1].ToString(), name.AsSpan(at + 1)),
        };
    }

    private static class Language
    {
        public static string Key(string name) => Agents.Planner.Language.WordKey.Of(name);
    }

    [Theory]
    [InlineData("export tickets in demo", "tickets")]
    [InlineData("validate contracts in demo", "contracts")]
    [InlineData("profile visits and tickets in demo", "tickets,visits")]
    [InlineData("exportiere die Tabelle tickets von demo", "tickets")]
    public async Task ATable_CalledLikeAWordOfOurs_IsATable(string text, string tables)
    {
        var reply = await new OfflinePlanner().PlanAsync(
            new PlannerRequest { Text = text, Catalog = new PlannerCatalog { Connections = World.Connections, ReadTables = (_, _) => Task.FromResult<IReadOnlyList<string>>(["tickets", "contracts", "visits", "orders"]) } },
            CancellationToken.None);

        var named = World.PlanOf(reply).Definition.Steps[0].With.GetProperty("tables").EnumerateArray().Select(table => table.GetString()).Order();
        Assert.Equal(tables, string.Join(',', named));
    }
}
