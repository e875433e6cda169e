using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Policy;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Pipelines.Tests.Policy;

public sealed class PolicyTests
{
    [Theory]
    [InlineData("dev", RiskClass.Files, 1, true, false)]
    [InlineData("dev", RiskClass.Destructive, 1, true, false)]
    [InlineData("staging", RiskClass.Files, 0, true, false)]
    [InlineData("staging", RiskClass.Destructive, 1, false, false)]
    [InlineData("prod", RiskClass.Send, 0, true, false)]
    [InlineData("prod", RiskClass.Files, 1, false, false)]
    [InlineData("PROD", RiskClass.Destructive, 2, false, true)]
    [InlineData("somewhere", RiskClass.Destructive, 2, false, true)]
    public void Default_IsTheTableOfTheDesign(string environment, RiskClass risk, int approvals, bool requester, bool fresh) =>
        Assert.Equal(new Requirement(approvals, requester, fresh), new PolicyTable(new PolicyOptions()).Decide(environment, risk));

    [Fact]
    public void Options_OverrideCells_AndProblemsNameTheirKeys()
    {
        var options = new PolicyOptions { Cells = { ["Staging"] = new() { ["FILES"] = new PolicyCell { Approvals = 2 } } } };
        var table = new PolicyTable(options);
        Assert.Equal(new Requirement(2, false), table.Decide("staging", RiskClass.Files));
        Assert.Equal(new Requirement(1, false), table.Decide("prod", RiskClass.Files));
        options.Cells["moon"] = new() { ["wrote"] = new PolicyCell { Approvals = 11 } };
        Assert.Equal(
            ["Policy:Cells:moon:", "Policy:Cells:moon:wrote:", "Policy:Cells:moon:wrote:Approvals:"],
            PolicyTable.Check(options).Select(p => p[..(p.IndexOf(": ", StringComparison.Ordinal) + 1)]));
        Assert.Throws<ArgumentException>(() => new PolicyTable(options));
    }

    [Fact]
    public void PartialCell_KeepsTheRestOfTheDefault()
    {
        var table = new PolicyTable(new PolicyOptions
        {
            Cells =
            {
                ["prod"] = new() { ["files"] = new PolicyCell { FreshSignIn = true }, ["destructive"] = new PolicyCell { Approvals = 3 } },
                ["dev"] = new() { ["write"] = new PolicyCell { Approvals = 2 } },
                ["staging"] = new() { ["files"] = new PolicyCell { FreshSignIn = true } },
            },
        });
        Assert.Equal(new Requirement(1, false, true), table.Decide("prod", RiskClass.Files));
        Assert.Equal(new Requirement(3, false, true), table.Decide("prod", RiskClass.Destructive));
        Assert.Equal(new Requirement(2, true), table.Decide("dev", RiskClass.Write));
        Assert.Equal(new Requirement(0, true, true), table.Decide("staging", RiskClass.Files));
    }

    [Fact]
    public void PartialCell_IsReadFromConfiguration()
    {
        var options = new PolicyOptions();
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Policy:Cells:prod:files:FreshSignIn"] = "true" }).Build()
            .GetSection("Policy").Bind(options);
        Assert.Equal(new Requirement(1, false, true), new PolicyTable(options).Decide("prod", RiskClass.Files));
    }

    [Fact]
    public void Strictest_CountsUnknownAndNothingAsProd()
    {
        Assert.Equal("staging", PolicyTable.Strictest(["dev", "staging"]));
        Assert.Equal("prod", PolicyTable.Strictest(["dev", "qa"]));
        Assert.Equal("prod", PolicyTable.Strictest([]));
    }
}
