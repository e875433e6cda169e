using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Spoken;
using ChatOps.Agents.Planner.Times;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Puts the parts of a request together: what goes on, when, who has to agree, and what is asked or refused.</summary>
internal sealed class Verdict(Speech speech, PlannerRequest request)
{
    private readonly PlannerCatalog _catalog = request.Catalog;

    public async Task<Interpretation> OfAsync(IReadOnlyList<Part> parts, CancellationToken cancellationToken)
    {
        IReadOnlyList<Operation> operations = Verified(Joined([.. parts.Where(part => part.Question is null && part.Refusal is null).SelectMany(part => part.Operations)]));
        string[] refusals = [.. parts.Select(part => part.Refusal).OfType<string>().Distinct()];
        var needsApproval = Approvals.AreNeeded(operations, _catalog.Jobs);
        // A question would invite to complete a request of which a part is forbidden, and what writes is not begun beside it.
        if (refusals.Length > 0 && (operations.All(IsTelling) || needsApproval || operations.Any(operation => operation.Kind == OperationKind.Query)))
            return new Interpretation { Outcome = InterpretationOutcome.Refuse, Reason = string.Join(' ', refusals), Choices = new Suggestions(_catalog, request.Memory).Instead(speech.Items) };
        if (refusals.Length == 0 && parts.FirstOrDefault(part => part.Question is not null) is { } asked)
            return Clarify(asked, [.. operations, .. asked.Operations], needsApproval);
        var read = await GoingOnAsync(parts, operations, refusals, needsApproval, cancellationToken);
        // A yes is to one reading; where the text comes to another by now, that one is asked about.
        if (request.Confirmed is { } confirmed)
            return Operation.AreSame(confirmed, read.Operations) ? read : Doubted(read, $"That has changed since I asked. Should I {Understood.Of(read)}?");
        var doubt = parts.Select(part => part.Doubt).FirstOrDefault(doubt => doubt is not null);
        return doubt is not null && (needsApproval || operations.Any(operation => operation is { Kind: OperationKind.Cancel } or { Kind: OperationKind.Query, Sql: not null })) ? Doubted(read, doubt) : read;
    }

    private async Task<Interpretation> GoingOnAsync(
        IReadOnlyList<Part> parts, IReadOnlyList<Operation> operations, IReadOnlyList<string> refusals, bool needsApproval, CancellationToken cancellationToken)
    {
        var schedule = parts.Select(part => part.Time).FirstOrDefault(time => time is not null);
        IReadOnlyList<string> notes = [.. parts.SelectMany(part => part.Notes), .. await Warnings.OfAsync(operations, _catalog, cancellationToken)];
        if (schedule is null && IsForLater(operations))
        {
            var job = operations is [{ Kind: OperationKind.RunJob, Job: { } name }] ? _catalog.Jobs.FirstOrDefault(known => known.Name == name) : null;
            var built = new ScheduleBuilder(speech.Time, _catalog.Now, job?.Time?.Zone ?? _catalog.TimeZone).Build();
            if (built.Time is null)
                return Clarify(Part.Ask(built.Question!, []) with { Slot = PendingSlot.Time }, operations, needsApproval);
            (schedule, notes) = (built.Time, built.Note is null ? notes : [.. notes, built.Note]);
        }

        IReadOnlyList<string> reasons = [.. refusals, .. notes];
        return new Interpretation
        {
            Outcome = refusals.Count > 0 ? InterpretationOutcome.Partial : InterpretationOutcome.Execute,
            Operations = operations,
            Schedule = schedule,
            NeedsApproval = needsApproval,
            Reason = reasons.Count > 0 ? string.Join(' ', reasons) : null,
            Warnings = notes,
            Assumptions = [.. Slips().Concat(parts.SelectMany(part => part.Assumptions)).Distinct()],
            Window = operations.Any(operation => operation.Kind == OperationKind.History) ? Window() : null,
        };
    }

    // Telling somebody is nothing by itself: what was to be told is refused.
    private static bool IsTelling(Operation operation) => operation.Kind is OperationKind.Notify or OperationKind.Report or OperationKind.Ticket;

    /// <summary>It rests on a guess and cannot be taken back easily: exactly this is done after a yes.</summary>
    private Interpretation Doubted(Interpretation read, string doubt)
    {
        if (read.Outcome is not (InterpretationOutcome.Execute or InterpretationOutcome.Partial))
            return read;
        return read with
        {
            Outcome = InterpretationOutcome.Confirm,
            Question = doubt,
            Choices = ["yes", "no"],
            Pending = new PendingRequest { Text = speech.Text, Slot = PendingSlot.Confirmation, Choices = ["yes", "no"], Resolved = request.Resolved, Planned = read.Operations },
        };
    }

    private IEnumerable<string> Slips() => speech.Clauses
        .Where(clause => clause.Obstacle is null && !clause.IsNegated)
        .SelectMany(clause => clause.Items)
        .Where(item => item.ReadAs is not null && ClauseSplitter.IsCue(item))
        .Select(item => $"I read \"{item.Text}\" as {item.ReadAs}.");

    private Interpretation Clarify(Part asked, IReadOnlyList<Operation> understood, bool needsApproval) => new()
    {
        Outcome = InterpretationOutcome.Clarify,
        Question = asked.Question,
        Choices = asked.Choices,
        IsUnknown = asked.IsUnknown,
        Pending = asked.Slot is { } slot ? new PendingRequest { Text = speech.Text, Slot = slot, Mention = asked.Mention, Choices = [.. asked.Choices.Take(Interpretation.MostOffered)], Resolved = request.Resolved } : null,
        Understood = understood,
        NeedsApproval = needsApproval,
    };

    // "check sales for duplicates and broken references" is one validation.
    private static List<Operation> Joined(IReadOnlyList<Operation> operations)
    {
        var joined = new List<Operation>();
        foreach (var operation in operations)
        {
            if (operation is { Kind: OperationKind.Validate, Checks.Count: > 0 } && joined.LastOrDefault() is { Kind: OperationKind.Validate, Checks.Count: > 0 } last && last.Database == operation.Database && operation.Tables.Count + last.Tables.Count <= Math.Max(operation.Tables.Count, last.Tables.Count))
                joined[^1] = last with { Checks = [.. last.Checks.Union(operation.Checks)], Tables = [.. last.Tables.Union(operation.Tables)] };
            else
                joined.Add(operation);
        }

        return joined;
    }

    /// <summary>Every migration is followed by a comparison with its source, unless one was asked for.</summary>
    private static List<Operation> Verified(IReadOnlyList<Operation> operations)
    {
        var verified = new List<Operation>();
        for (var at = 0; at < operations.Count; at++)
        {
            var operation = operations[at];
            verified.Add(operation);
            if (operation.Kind == OperationKind.Migrate && !operations.Skip(at + 1).Any(later => later.Kind == OperationKind.Verify && later.Target == operation.Target))
                verified.Add(new Operation(OperationKind.Verify) { Source = operation.Source, Target = operation.Target });
        }

        return verified;
    }

    private bool IsForLater(IReadOnlyList<Operation> operations)
    {
        var time = speech.Time;
        var isWork = operations.Any(operation => operation.Kind is not (OperationKind.History or OperationKind.Cancel or OperationKind.Help or OperationKind.Decide
            or OperationKind.ScheduleList or OperationKind.ScheduleNext or OperationKind.ScheduleUpdate or OperationKind.SchedulePause or OperationKind.ScheduleResume or OperationKind.ScheduleDelete));
        if (!isWork)
            return false;
        if (operations.All(operation => operation.Kind == OperationKind.Query))
            return time.Recurs;
        var today = DateOnly.FromDateTime(TimeReading.Local(_catalog.Now, time.Zone ?? _catalog.TimeZone));
        return speech.Clauses.Any(ScheduleRules.IsNew) || time.Recurs || time.Clocks.Count > 0 || time.Delay is not null || time.Date > today || (time.Date == today && time.Part is > 2);
    }

    /// <summary>The span that is asked about, in UTC; a day that is named without more is one that is over.</summary>
    private (DateTimeOffset From, DateTimeOffset To)? Window()
    {
        var time = speech.Time;
        var zone = time.Zone ?? _catalog.TimeZone;
        var now = TimeReading.Local(_catalog.Now, zone);
        // "heute Nacht", asked of what is over, is the last one.
        if (time is { Part: 5, Past: null } && time.Date == DateOnly.FromDateTime(now))
            time.Past = (now.Date.AddDays(-1).AddHours(18), now.Date.AddHours(9));
        var span = time.Past ?? Days(now) ?? (time.DateWeekday is { } weekday ? Whole(now.Date.AddDays(-(((((int)now.DayOfWeek + 6) % 7) - (weekday - 1) + 7) % 7))) : time.Date is { } date ? Whole((date > DateOnly.FromDateTime(now) && date.Year > now.Year ? date.AddYears(-1) : date).ToDateTime(TimeOnly.MinValue)) : null);
        return span is { } found && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info) ? (Utc(found.From, info), Utc(found.To, info)) : null;
    }

    // "at the weekend", asked of what is over, is the last one.
    private (DateTime From, DateTime To)? Days(DateTime now)
    {
        if (speech.Time.Weekdays.Count == 0)
            return null;
        var today = (((int)now.DayOfWeek + 6) % 7) + 1;
        var back = (today - speech.Time.Weekdays.Min + 7) % 7;
        var first = now.Date.AddDays(-(back == 0 ? 7 : back));
        return (first, first.AddDays(speech.Time.Weekdays.Max - speech.Time.Weekdays.Min + 1));
    }

    private static (DateTime From, DateTime To)? Whole(DateTime day) => (day, day.AddDays(1));

    private static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
