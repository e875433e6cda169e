using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Times;
using ChatOps.Reports;

namespace ChatOps.Commands.Interpret;

/// <summary>Writes an interpretation as one JSON object.</summary>
internal static class AnswerLine
{
    private const int FiresShown = 10;

    /// <summary>For what could not be read at all: nothing is done, and the person is asked.</summary>
    public static JsonObject Unreadable(string? id, string problem) => new()
    {
        ["id"] = id,
        ["intent"] = "unknown",
        ["outcome"] = "clarify",
        ["targets"] = new JsonObject(),
        ["steps"] = new JsonArray(),
        ["needs_approval"] = false,
        ["schedule"] = null,
        ["sql"] = null,
        ["rows"] = null,
        ["question"] = $"{problem} What should I do?",
        ["reason"] = problem,
    };

    /// <param name="rows">The result of its statement; null where there is none.</param>
    /// <param name="now">What the next fires of a schedule count from.</param>
    public static JsonObject Of(string? id, Interpretation read, IReadOnlyList<object?[]>? rows, DateTimeOffset now)
    {
        var answer = new JsonObject
        {
            ["id"] = id,
            ["intent"] = Intent(read),
            ["outcome"] = read.Outcome.ToString().ToLowerInvariant(),
            ["targets"] = Targets([.. read.Operations, .. read.Understood]),
            ["steps"] = new JsonArray([.. read.Operations.Select(Step)]),
            ["needs_approval"] = read.NeedsApproval,
            ["schedule"] = Schedule(read.Schedule),
            ["sql"] = read.Operations.Select(operation => operation.Sql).FirstOrDefault(sql => sql is not null),
            ["rows"] = rows is null ? null : JsonSerializer.SerializeToNode(rows, ReportJson.Options),
            ["question"] = Question(read),
            ["reason"] = read.Reason,
        };
        if (read.Window is { } window)
            answer["params"] = new JsonObject { ["window_utc"] = new JsonArray(Moment(window.From), Moment(window.To)) };
        if (read.Schedule is { Cron: not null } schedule)
            answer["params"] = new JsonObject { ["next_fire_utc"] = new JsonArray([.. CronTimes.Next(schedule, now, FiresShown).Select(fire => (JsonNode)Moment(fire))]) };
        return answer;
    }

    // There are no buttons here, so that what is offered stands in the question.
    private static string? Question(Interpretation read) =>
        read.Question is not { } question || read.Choices.Count == 0 || read.Choices.All(choice => question.Contains(choice, StringComparison.Ordinal)) ? read.Question
        : $"{question} {string.Join(", ", read.Choices.SkipLast(1))}{(read.Choices.Count > 1 ? " or " : "")}{read.Choices[^1]}?";

    private static string Intent(Interpretation read) => read switch
    {
        { Outcome: InterpretationOutcome.Refuse } => "refused",
        { Schedule: not null, Operations: [{ Kind: not OperationKind.ScheduleUpdate }, ..] } => "schedule_create",
        { Operations: [.., { Kind: OperationKind.Migrate }, { Kind: OperationKind.Verify }] } => "migrate",
        { Operations: [var first, ..] } => Word(first.Kind),
        { Understood: [var first, ..] } => Word(first.Kind),
        { Outcome: InterpretationOutcome.Execute } => "smalltalk",
        _ => "unknown",
    };

    private static JsonObject Step(Operation operation)
    {
        var step = new JsonObject { ["op"] = Word(operation.Kind) };
        Add(step, "database", operation.Database);
        Add(step, "source", operation.Source);
        Add(step, "target", operation.Target);
        AddTables(step, operation);
        Add(step, "exclude", operation.Except);
        Add(step, "job", operation.Job);
        Add(step, "run", operation.Run);
        Add(step, operation.Kind == OperationKind.Notify ? "to" : "channel", operation.Recipient);
        Add(step, "check", operation.Checks);
        Add(step, "what", operation.What);
        Add(step, "status", operation.Status);
        Add(step, "format", operation.Format);
        Add(step, "until", operation.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add(step, "when", operation.When);
        return step;
    }

    private static void AddTables(JsonObject step, Operation operation) =>
        Add(step, operation.Kind is OperationKind.Migrate or OperationKind.MigrateDryRun ? "include" : "table", operation.Tables);

    private static JsonObject Targets(IReadOnlyList<Operation> operations)
    {
        var all = new JsonObject();
        foreach (var (name, value) in operations.Select(Step).SelectMany(step => step))
        {
            if (name is "op" or "when" or "until" or "format" || value is null)
                continue;
            var key = name == "to" ? "channel" : name;
            string[] values = [.. Values(all[key]), .. Values(value)];
            Add(all, key, [.. values.Distinct(StringComparer.OrdinalIgnoreCase)]);
        }

        return all;
    }

    private static IEnumerable<string> Values(JsonNode? node) =>
        node is JsonArray list ? list.Select(item => item!.GetValue<string>()) : node is null ? [] : [node.GetValue<string>()];

    private static void Add(JsonObject target, string name, string? value)
    {
        if (value is not null)
            target[name] = value;
    }

    private static void Add(JsonObject target, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            target[name] = name is "include" or "exclude" || values.Count > 1 ? new JsonArray([.. values.Select(value => (JsonNode)value)]) : values[0];
    }

    private static JsonObject? Schedule(PlannedTime? time) => time switch
    {
        null => null,
        { Cron: { } cron } => new JsonObject { ["cron"] = cron, ["tz"] = time.Zone },
        _ => new JsonObject { ["once_at_utc"] = Moment(time.Once!.Value), ["tz"] = time.Zone },
    };

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Word(OperationKind kind) => string.Concat(kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
