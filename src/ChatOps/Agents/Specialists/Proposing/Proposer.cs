using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>Lets a language model propose, where one is configured. What comes back is read by the same parsers as files of people, and is in force nowhere.</summary>
internal sealed class Proposer(ModelAgent agent, ModelOptions options)
{
    private const int MostCalls = 8;

    private static readonly JsonSerializerOptions Written = new(ReportJson.Options) { WriteIndented = false, Encoder = JavaScriptEncoder.Default };

    /// <summary>The model's name; null where none is configured.</summary>
    public string? Model => agent.IsConfigured ? options.Name : null;

    /// <summary>The proposals, and why a model that is configured made none; else null.</summary>
    /// <param name="prompt">Such as <c>data-quality-checks</c>.</param>
    /// <param name="facts">The prompt's variables, which are written as JSON, so that nothing in them can look like the end of the data.</param>
    public async Task<(Proposals Proposals, string? Fallback)> ProposeAsync(
        string prompt, Schema schema, IReadOnlyDictionary<string, object> facts, AnswerContract<Proposals> contract, CancellationToken cancellationToken)
    {
        if (!agent.IsConfigured)
            return (Proposals.None, null);
        var variables = facts.ToDictionary(fact => fact.Key, fact => JsonSerializer.Serialize(fact.Value, Written), StringComparer.Ordinal);
        var answer = await agent.AskAsync(prompt, variables, contract, new ModelTools(new SchemaTools(schema).Functions, MostCalls), cancellationToken);
        return (answer.Answer ?? Proposals.None, answer.Problem?.Message);
    }
}
