using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists.SchemaValidator;

/// <summary><c>schema.suggest</c>: keys and references that are not declared, each proven by a count over all rows.</summary>
internal sealed class SchemaSuggestStep(ConnectionRegistry connections, CheckProposals proposals, Proposer proposer) : CheckProposalStep(connections, proposals, proposer)
{
    private static readonly string[] KeyKinds = ["key", "unique", "references"];

    public override StepType Type { get; } = new("schema.suggest", "Propose keys and references", "Schema validator", RiskClass.Read, ProposalSchemas.Checks, ProposalSchemas.Output);

    protected override string Prompt => "schema-validator-keys";

    protected override string What => "Keys and references";

    protected override IReadOnlyCollection<string> Kinds => KeyKinds;

    /// <summary>What is declared already needs no proposal.</summary>
    protected override bool IsOwn(Schema schema, SuggestedCheck check) =>
        schema.Tables.FirstOrDefault(table => table.Name == check.Table) is { } table && check.Kind switch
        {
            "key" or "unique" => table.PrimaryKey.Count == 0,
            "references" => check.Column is { } column && !table.ForeignKeys.Any(key => key.Columns.Contains(column)),
            _ => false,
        };
}
