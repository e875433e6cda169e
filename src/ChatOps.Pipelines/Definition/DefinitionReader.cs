using System.Globalization;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>Reads a definition out of nodes; a key it does not know is an error, because it is most often a typo.</summary>
internal sealed class DefinitionReader(FormatText text)
{
    public PipelineDefinition Read(FormatNode root)
    {
        var map = Map(root, "A pipeline", ["name", "version", "description", "inputs", "steps", "output"]);
        var steps = map.Find("steps") ?? throw text.Error(map.At, "The key 'steps' is missing.");
        return new PipelineDefinition
        {
            Name = RequiredText(map, "name"),
            Version = map.Find("version") is { } version ? Count(version, "version") : 1,
            Description = OptionalText(map, "description"),
            Inputs = ReadInputs(map.Find("inputs")),
            Steps = [.. List(steps, "steps").Items.Select(ReadStep)],
            Output = map.Find("output")?.ToJson() ?? default,
        };
    }

    private IReadOnlyList<InputDefinition> ReadInputs(FormatNode? node) => node switch
    {
        null or FormatScalar { Kind: JsonValueKind.Null } => [],
        FormatMap map => [.. map.Entries.Select(e => new InputDefinition(e.Key, e.Value.ToJson()))],
        _ => throw text.Error(node.At, "'inputs' is a map from names to JSON schemas."),
    };

    private StepDefinition ReadStep(FormatNode node)
    {
        var map = Map(node, "A step", ["id", "type", "title", "with", "needs", "when", "forEach", "retry", "timeout"]);
        return new StepDefinition
        {
            Id = RequiredText(map, "id"),
            Type = RequiredText(map, "type"),
            Title = OptionalText(map, "title"),
            With = map.Find("with")?.ToJson() ?? default,
            Needs = map.Find("needs") is { } needs ? [.. List(needs, "needs").Items.Select(n => Text(n, "needs"))] : [],
            When = OptionalText(map, "when"),
            ForEach = OptionalText(map, "forEach"),
            Retry = map.Find("retry") is { } retry ? ReadRetry(retry) : null,
            Timeout = map.Find("timeout") is { } timeout ? Duration(timeout, "timeout") : null,
        };
    }

    private RetryPolicy? ReadRetry(FormatNode node)
    {
        if (node is FormatScalar { Kind: JsonValueKind.Null })
            return null;
        var map = Map(node, "'retry'", ["attempts", "backoff", "delay"]);
        var attempts = map.Find("attempts") ?? throw text.Error(map.At, "The key 'attempts' is missing.");
        var backoff = map.Find("backoff");
        return new RetryPolicy(
            Count(attempts, "attempts"),
            (backoff is null ? "constant" : Text(backoff, "backoff")) switch
            {
                "constant" => Backoff.Constant,
                "exponential" => Backoff.Exponential,
                var other => throw text.Error(backoff!.At, $"'backoff' is constant or exponential, not '{other}'."),
            },
            map.Find("delay") is { } delay ? Duration(delay, "delay") : TimeSpan.FromSeconds(1));
    }

    private FormatMap Map(FormatNode node, string what, string[] keys)
    {
        if (node is not FormatMap map)
            throw text.Error(node.At, $"{what} is a map with the keys {string.Join(", ", keys)}.");
        foreach (var entry in map.Entries)
            if (!keys.Contains(entry.Key))
                throw text.Error(entry.At, $"{what} has no key '{entry.Key}'; its keys are {string.Join(", ", keys)}.");
        return map;
    }

    private FormatList List(FormatNode node, string key) =>
        node as FormatList ?? throw text.Error(node.At, $"'{key}' is a list.");

    private string RequiredText(FormatMap map, string key) =>
        map.Find(key) is { } node ? Text(node, key) : throw text.Error(map.At, $"The key '{key}' is missing.");

    private string? OptionalText(FormatMap map, string key) =>
        map.Find(key) is { } node and not FormatScalar { Kind: JsonValueKind.Null } ? Text(node, key) : null;

    private string Text(FormatNode node, string key) => node is FormatScalar { Kind: JsonValueKind.String } scalar
        ? scalar.Text
        : throw text.Error(node.At, $"'{key}' takes text; put the value in quotes.");

    private int Count(FormatNode node, string key) =>
        node is FormatScalar { Kind: JsonValueKind.Number } scalar
        && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw text.Error(node.At, $"'{key}' is a whole number without sign.");

    private TimeSpan Duration(FormatNode node, string key) =>
        node is FormatScalar { Kind: JsonValueKind.String } scalar
        && TimeSpan.TryParseExact(scalar.Text, "c", CultureInfo.InvariantCulture, out var duration)
            ? duration
            : throw text.Error(node.At, $"'{key}' is a duration such as 00:10:00 (hours:minutes:seconds).");
}
