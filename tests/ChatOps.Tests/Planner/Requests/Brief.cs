using System.Globalization;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner.Requests;

/// <summary>Writes an interpretation in one line, and holds it against what was expected.</summary>
internal static class Brief
{
    public static string Of(Interpretation read) => read.Outcome switch
    {
        InterpretationOutcome.Refuse => "refuse",
        InterpretationOutcome.Clarify => Join("clarify", Names([.. read.Operations, .. read.Understood])),
        _ => Join(read.Outcome.ToString().ToLowerInvariant(), string.Join("; ", read.Operations.Select(Step)), Time(read.Schedule), read.NeedsApproval ? "!" : ""),
    };

    /// <summary>Any of the expected forms is met.</summary>
    public static bool Meets(Interpretation read, string expected) => expected.Split(" | ").Any(one => MeetsOne(read, one));

    private static bool MeetsOne(Interpretation read, string expected)
    {
        if (expected == "any")
            return read.Outcome != InterpretationOutcome.Refuse;
        var (rest, window) = Apart(expected.TrimEnd(']'), '[');
        var (form, word) = Apart(rest, '?');
        var given = Of(read);
        if (form == "partial" ? !given.StartsWith("partial", StringComparison.Ordinal) : given != form)
            return false;
        if (read.Outcome is InterpretationOutcome.Refuse or InterpretationOutcome.Partial && string.IsNullOrWhiteSpace(read.Reason))
            return false;
        return read.Question?.Contains(word ?? "", StringComparison.OrdinalIgnoreCase) != false && (window is null || Covers(read.Window, window));
    }

    private static (string Before, string? Behind) Apart(string text, char mark)
    {
        var at = text.IndexOf(mark);
        return at < 0 ? (text.Trim(), null) : (text[..at].Trim(), text[(at + 1)..].Trim());
    }

    private static bool Covers((DateTimeOffset From, DateTimeOffset To)? given, string window)
    {
        var ends = window.Split(',').Select(end => DateTimeOffset.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return given is { } span && span.From <= ends[0] && ends[1] <= span.To;
    }

    private static string Step(Operation operation) => Join(Word(operation.Kind), string.Join(' ', Values(operation).Select(pair => $"{pair.Name}={pair.Value}")), operation.When is null ? "" : "when");

    private static string Names(IReadOnlyList<Operation> operations) => string.Join(' ', operations.SelectMany(Values)
        .Where(pair => pair.Name is not ("until" or "format"))
        .GroupBy(pair => pair.Name)
        .OrderBy(group => Array.IndexOf(Order, group.Key))
        .Select(group => $"{group.Key}={string.Join(',', group.SelectMany(pair => pair.Value.Split(',')).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))}"));

    private static readonly string[] Order = ["database", "source", "target", "table", "include", "exclude", "job", "run", "channel", "to", "check", "what", "status", "format", "until"];

    private static IEnumerable<(string Name, string Value)> Values(Operation operation)
    {
        var isMove = operation.Kind is OperationKind.Migrate or OperationKind.MigrateDryRun;
        (string Name, string? Value)[] all =
        [
            ("database", operation.Database), ("source", operation.Source), ("target", operation.Target),
            ("table", isMove ? null : List(operation.Tables)), ("include", isMove ? List(operation.Tables) : null), ("exclude", List(operation.Except)),
            ("job", operation.Job), ("run", operation.Run),
            (operation.Kind == OperationKind.Notify ? "to" : "channel", operation.Recipient), ("check", List(operation.Checks)), ("what", operation.What),
            ("status", operation.Status), ("format", operation.Format), ("until", operation.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
        return all.Where(pair => pair.Value is not null).Select(pair => (pair.Name, pair.Value!));
    }

    private static string? List(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(',', values.Order(StringComparer.Ordinal));

    private static string Time(PlannedTime? time) => time switch
    {
        null => "",
        { Cron: { } cron } => $"@{cron} {time.Zone}",
        _ => $"@{time.Once!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}",
    };

    private static string Word(OperationKind kind) => string.Concat(kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    private static string Join(params string[] parts) => string.Join(' ', parts.Where(part => part.Length > 0));
}
