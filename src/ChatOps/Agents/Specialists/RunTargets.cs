using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists;

/// <summary>Tells the engine which database a step touches, so that a decision is bound to that database as it stood.</summary>
public sealed class RunTargets(ConnectionRegistry connections, SchemaReader schemas, RuleFileInput rules, StepCatalog types) : IStepTargets
{
    /// <summary>Puts a report together from artifacts; its connection is only a word on the page.</summary>
    private const string TouchesNothing = "report.write";

    public async Task<IReadOnlyList<StepTarget>> IdentifyAsync(string stepType, JsonElement with, CancellationToken cancellationToken)
    {
        if (stepType == TouchesNothing || with.ValueKind != JsonValueKind.Object)
            return [];
        var targets = new List<StepTarget>();
        foreach (var key in StepConnections.Keys)
        {
            if (!with.TryGetProperty(key, out var name))
                continue;
            RequireWriter(stepType, key, name.GetString() ?? "");
            targets.Add(await IdentifyAsync(name.GetString() ?? "", cancellationToken));
        }

        if (targets.Count > 0 && rules.Find(with) is { } file)
            targets.Add(new StepTarget($"rules:{file.Name}", targets[0].Environment, file.Digest));
        return targets;
    }

    /// <summary>Nobody is asked to decide on writing where nothing can be written.</summary>
    private void RequireWriter(string stepType, string key, string name)
    {
        if (key == StepConnections.Target && types.Find(stepType)?.Risk >= RiskClass.Write && connections.Find(name) is { Writer: null })
            throw new StepFailedException($"The connection {name} has no writer, so nothing can be written there, and nothing was. An administrator can configure its Writer.");
    }

    private async Task<StepTarget> IdentifyAsync(string name, CancellationToken cancellationToken)
    {
        if (connections.Find(name) is not { } connection)
            throw new StepFailedException($"There is no connection named {name}. Nothing was opened.");
        try
        {
            var schema = await schemas.ReadAsync(connection, cancellationToken);
            return new StepTarget($"connection:{connection.Name}", connection.Environment, Fingerprint(connection, schema));
        }
        catch (DatabaseException problem)
        {
            throw new StepFailedException(problem.Message, problem.IsTransient, problem);
        }
    }

    /// <summary>Over where it is and what it looks like, whoever asks: a new password is no other database.</summary>
    private static string Fingerprint(DatabaseConnection connection, Schema schema) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{connection.Provider}\n{DatabasePlace.Of(connection)}\n{schema.Fingerprint}")));
}
