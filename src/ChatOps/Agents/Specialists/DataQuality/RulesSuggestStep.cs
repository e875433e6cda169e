using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>rules.suggest</c>: checks to keep as a rule file, and kinds of fix for what was found.</summary>
internal sealed class RulesSuggestStep(ConnectionRegistry connections, CheckProposals proposals, Proposer proposer) : CheckProposalStep(connections, proposals, proposer)
{
    public override StepType Type { get; } = new("rules.suggest", "Propose checks", "Data-quality specialist", RiskClass.Read, ProposalSchemas.Checks, ProposalSchemas.Output);

    protected override string Prompt => "data-quality-checks";

    protected override string What => "Checks";
}
