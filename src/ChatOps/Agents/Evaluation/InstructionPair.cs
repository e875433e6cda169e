using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Agents.Evaluation;

/// <summary>A request in words with the plan that is right for it: to train a model on, and to measure a planner by. One JSON line of a data set.</summary>
public sealed record InstructionPair
{
    public required string Id { get; init; }

    /// <summary>en, de or es.</summary>
    public required string Language { get; init; }

    /// <summary><c>linear</c>: one step after another; <c>parallel</c>: connections that do not wait for one another; <c>merge</c>: several results in one report.</summary>
    public required string Shape { get; init; }

    public required string Instruction { get; init; }

    public required IReadOnlyList<PairConnection> Connections { get; init; }

    /// <summary><c>work</c>: what a request comes to by itself; <c>steps</c>: the step types beyond that.</summary>
    public required string Family { get; init; }

    /// <summary>The answer in the form that <c>prompts/planner.yaml</c> asks a model for; null for <c>steps</c>, which that form has no words for.</summary>
    public JsonElement? Answer { get; init; }

    /// <summary>The pipeline that it comes to.</summary>
    public required JsonElement Plan { get; init; }

    /// <summary>The planner's prompt, filled; null where it was not asked for, and where there is no answer to it.</summary>
    public string? Prompt { get; init; }

    /// <summary>The request as a planner gets it.</summary>
    public PlannerRequest ToRequest() => new()
    {
        Text = Instruction,
        Catalog = new PlannerCatalog
        {
            Connections = [.. Connections.Select(connection => new CatalogConnection(connection.Name, [], connection.Environment, connection.Provider))],
            ReadTables = (name, _) => Task.FromResult(Connections.FirstOrDefault(connection => connection.Name == name)?.Tables ?? []),
        },
    };
}

/// <summary>A connection of the world that an instruction was said in.</summary>
public sealed record PairConnection(string Name, string Environment, string Provider, IReadOnlyList<string> Tables);
