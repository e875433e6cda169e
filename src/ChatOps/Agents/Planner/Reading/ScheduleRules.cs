using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Times;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads what is said about schedules and the jobs on them.</summary>
internal sealed class ScheduleRules(Speech speech, PlannerRequest request)
{
    private static readonly Concept[] Handling = [Concept.Pause, Concept.Resume, Concept.Remove, Concept.Destroy, Concept.Move, Concept.NextTime, Concept.RunVerb, Concept.SetTo, Concept.Cancel, Concept.Ran, Concept.Failed, Concept.ScheduleNoun, Concept.Asking, Concept.Again, Concept.Retry];

    private readonly IReadOnlyList<CatalogJob> _jobs = request.Catalog.Jobs;

    /// <summary>What the clause says about schedules; null when it is about something else.</summary>
    public Part? Read(Clause clause)
    {
        var jobs = JobsOf(clause);
        if (jobs.Count == 0 && clause.Has(Concept.Pronoun) && clause.Has(Concept.NextTime))
            jobs = Last();
        if (jobs.Count == 0 && clause.Items.Any(item => item.IsAny(Concept.RunVerb, Concept.Pause, Concept.Resume, Concept.Remove, Concept.Move, Concept.NextTime)) && JobFinder.Unknown(speech.Text, speech.Said) is { } unknown)
            return Part.Ask($"I know no job or schedule {unknown}. Which one do you mean?", [.. _jobs.Select(job => job.Name)]);
        var ofSchedules = jobs.Count > 0 || (clause.Has(Concept.ScheduleNoun) && !IsNew(clause));
        if (IsLeftOut(clause, jobs))
            return Move(jobs, clause);
        if (clause.Has(Concept.Pause) && !(clause.Has(Concept.Cancel) && (!ofSchedules || (IsRunning(jobs) && !clause.Has(Concept.ScheduleNoun)))) && (ofSchedules || IsAll(clause) || PointsBack(clause)))
            return Each(OperationKind.SchedulePause, jobs, clause);
        if (clause.Has(Concept.Resume) && (ofSchedules || IsAll(clause) || PointsBack(clause)))
            return Each(OperationKind.ScheduleResume, jobs, clause);
        if (!ofSchedules)
            return clause.Has(Concept.NextTime) && clause.Items.Any(item => item.IsAny(Concept.RunVerb, Concept.Runs, Concept.Run)) && !IsOver(clause) && !speech.Time.IsAhead ? Part.Of(new Operation(OperationKind.ScheduleNext)) : Changed(clause);
        if (clause.Items.Any(item => item.Is(Concept.Remove)) && !clause.Has(Concept.Move) && !IsRunning(jobs) && (!clause.Has(Concept.Cancel) || clause.Has(Concept.ScheduleNoun)) && !clause.Has(Concept.Ran))
            return Each(OperationKind.ScheduleDelete, jobs, clause);
        if (Moves(clause))
            return Move(jobs, clause);
        if (clause.Has(Concept.NextTime) && !IsOver(clause) && speech.Time.Clocks.Count == 0)
            return jobs.Count > 0 ? Part.Of([.. jobs.Select(job => new Operation(OperationKind.ScheduleNext) { Job = job.Name })]) : Part.Of(new Operation(OperationKind.ScheduleNext));
        return IsOver(clause) || clause.Has(Concept.Cancel) ? null : jobs.Count > 0 ? OfJobs(jobs, clause) : List(clause);
    }

    /// <summary>The jobs that the clause names or means.</summary>
    public IReadOnlyList<CatalogJob> JobsOf(Clause clause)
    {
        var named = clause.Items.Concat(clause.Target).Select(item => item.Job).OfType<CatalogJob>().DistinctBy(job => job.Name).ToArray();
        if (named.Length > 0)
            return named;
        // "stop DWH-LOAD and put it on hold"
        if (clause.Items.Any(item => item.IsAny(Concept.Pause, Concept.Resume)) && speech.Items.Select(item => item.Job).OfType<CatalogJob>().DistinctBy(job => job.Name).ToArray() is [var spoken])
            return [spoken];
        if (speech.MeantJob is { } meant && clause.Items.Any(item => item.IsAny(Handling)))
            return meant.Jobs;
        return [];
    }

    private Part Each(OperationKind kind, IReadOnlyList<CatalogJob> jobs, Clause clause)
    {
        var isMany = clause.Items.Any(item => item.Job is not null) || IsAll(clause);
        var meant = jobs.Count == 0 ? IsAll(clause) ? _jobs : Last() : jobs;
        if (meant.Count == 0 || (meant.Count > 1 && !isMany))
            return AskWhich(kind, meant.Count > 1 ? meant : _jobs);
        return Part.Of([.. meant.Select(job => new Operation(kind) { Job = job.Name, Until = kind == OperationKind.SchedulePause ? speech.Time.Until : null })]);
    }

    private static Part AskWhich(OperationKind kind, IReadOnlyList<CatalogJob> jobs) =>
        Part.Ask($"Which schedule or job should I {Word(kind)}?", [.. jobs.Select(job => job.Name)], new Operation(kind));

    private bool Moves(Clause clause)
    {
        var time = speech.Time;
        var isSaid = time.IsAhead || time.Hours is not null || time.Except.Count > 0;
        if (clause.Has(Concept.Move) && (clause.Items.Any(item => item.Job is not null) || clause.Has(Concept.ScheduleNoun) || speech.MeantJob is not null))
            return isSaid || clause.Has(Concept.Move);
        return isSaid && clause.Items.Any(item => item.Job is not null) && (clause.Items.Any(item => item.Is(Concept.SetTo) && !item.Is(Concept.RunVerb)) || clause.Has(Concept.Instead) || time.Recurs || time.Except.Count > 0);
    }

    private Part Move(IReadOnlyList<CatalogJob> jobs, Clause clause)
    {
        if (jobs.Count != 1)
            return AskWhich(OperationKind.ScheduleUpdate, jobs.Count > 1 ? jobs : Last() is { Count: > 0 } last ? last : _jobs);
        var job = jobs[0];
        var draft = speech.Time;
        // "from 9 to 10"
        if (draft is { Hours: { } hours, Clocks.Count: 0, Interval: null })
            draft.Clocks.Add(hours.To);
        // "to 10 instead of 9"
        if (draft.Clocks.Count == 2 && clause.Items.Any(item => item.IsAny(Concept.Instead, Concept.From)) && CronFields.Parse(job.Time?.Cron) is { } now && CronFields.Values(now.Hour) is [var hour] && CronFields.Values(now.Minute) is [var minute])
            draft.Clocks.Remove((hour * 60) + minute);
        var change = new Operation(OperationKind.ScheduleUpdate) { Job = job.Name };
        if (!draft.IsAhead && draft.Except.Count == 0 && draft.Zone is null)
            return Part.Ask($"To what time should I move {job.Name}, and in which time zone?", [], change) with { Slot = PendingSlot.Time };
        var built = new ScheduleBuilder(draft, request.Catalog.Now, job.Time?.Zone ?? request.Catalog.TimeZone).Build(job.Time);
        return built.Time is null
            ? Part.Ask(built.Question!, [], change) with { Slot = PendingSlot.Time }
            : Part.Of(change) with { Time = built.Time, Notes = built.Note is null ? [] : [built.Note] };
    }

    // "don't run it on Fridays": its other days stay.
    private bool IsLeftOut(Clause clause, IReadOnlyList<CatalogJob> jobs)
    {
        if (jobs.Count != 1 || speech.Time.Weekdays.Count == 0 || !clause.Items.Any(item => item.IsAny(Concept.Not, Concept.Pause, Concept.Except) && !item.Is(Concept.Cancel)) || clause.Has(Concept.Resume))
            return false;
        speech.Time.Except.UnionWith(speech.Time.Weekdays);
        speech.Time.Weekdays.Clear();
        return true;
    }

    // "make it 10am instead" after something was put on a schedule.
    private Part? Changed(Clause clause) =>
        clause.Items.Any(item => item.IsAny(Concept.Move, Concept.SetTo)) && clause.Has(Concept.Pronoun) && speech.Time.IsAhead && Last() is { Count: 1 } last && clause.Actions.Count == 0 ? Move(last, clause) : null;

    private Part? OfJobs(IReadOnlyList<CatalogJob> jobs, Clause clause)
    {
        if (speech.Time.Past is not null || AsksAboutThePast(clause) || clause.Items.Any(item => item.Kind == TokenKind.Recipient))
            return null;
        var isExact = clause.Items.Any(item => item.Job is not null);
        if (jobs.Count > 1 && !isExact)
            return clause.Has(Concept.RunVerb) ? AskWhich(OperationKind.RunJob, jobs) : null;
        if (clause.Items.Any(item => item.IsAny(Concept.RunVerb, Concept.Again, Concept.Retry, Concept.Validate, Concept.Check, Concept.Migrate, Concept.DryRun)))
            return Part.Of([.. jobs.Select(job => new Operation(OperationKind.RunJob) { Job = job.Name })]);
        if (clause.Items.Any(item => item.IsAny(Concept.ScheduleNoun, Concept.Generic, Concept.Asking)))
            return Part.Of([.. jobs.Select(job => new Operation(OperationKind.ScheduleNext) { Job = job.Name })]);
        return isExact && speech.Clauses.Count == 1 ? Part.Ask($"What should I do with {jobs[0].Name}: run it now, pause, move or delete its schedule, or show when it runs next?", [$"run {jobs[0].Name}", $"pause {jobs[0].Name}"], new Operation(OperationKind.RunJob) { Job = jobs[0].Name }) : null;
    }

    private Part? List(Clause clause)
    {
        if (IsAll(clause) && clause.Has(Concept.RunVerb) && !clause.Items.Any(item => item.Is(Concept.Asking)) && !clause.Items.Any(item => item.Is(Concept.Generic) && !item.Is(Concept.RunVerb)))
            return Part.Of([.. _jobs.Select(job => new Operation(OperationKind.RunJob) { Job = job.Name })]);
        if (clause.Items.FirstOrDefault(item => item.IsSpoken && !item.Is(Concept.Filler)) is { } first && first.Is(Concept.RunVerb) && clause.Actions.Count == 0)
            return AskWhich(OperationKind.RunJob, _jobs);
        if (speech.Time.Past is not null || clause.Items.Any(item => item.IsAny(Concept.Failed, Concept.Ran)) || clause.Actions.Any(action => action != Plans.PlannedAction.Validate))
            return null;
        var asks = clause.Items.Any(item => item.IsAny(Concept.Generic, Concept.Asking, Concept.All)) || clause.Items.Count(item => item.IsLeftover) <= 1;
        // "what is scheduled for the weekend?"
        var isOfDays = clause.Actions.Count == 0 && speech.Time.Clocks.Count == 0 && clause.Items.FirstOrDefault(item => item.IsSpoken) is { } head && head.Is(Concept.Asking);
        return asks && (isOfDays || !speech.Time.IsAhead) ? Part.Of(new Operation(OperationKind.ScheduleList)) : null;
    }

    /// <summary>"schedule a validation of sales": a new one, although it may not say when.</summary>
    public static bool IsNew(Clause clause) =>
        clause.Actions.Count > 0 && clause.Items.FirstOrDefault(item => item.IsSpoken && !item.Is(Concept.Filler)) is { } first && first.IsAny(Concept.ScheduleNoun, Concept.Schedule) && clause.Items.Any(item => item.Named.Count > 0);

    private bool IsOver(Clause clause) =>
        speech.Time.Past is not null || AsksAboutThePast(clause) || clause.Has(Concept.Failed);

    private static bool AsksAboutThePast(Clause clause) =>
        clause.Items.Any(item => (item.Is(Concept.Runs) && !item.Is(Concept.ScheduleNoun) && !clause.Has(Concept.NextTime)) || item.Key is "did" or "last" or "zuletzt" or "ultima" or "lief" or "hat" or "history" or "verlauf" or "historial" or "historie")
        || clause.Items.FirstOrDefault(item => item.IsSpoken) is { } first && first.Is(Concept.Asking) && !first.Is(Concept.NextTime) && clause.Items.Any(item => item.Job is not null) && clause.Items.Any(item => item.IsAny(Concept.Ran, Concept.RunVerb, Concept.Status));

    private bool IsRunning(IReadOnlyList<CatalogJob> jobs) =>
        jobs.Any(job => request.Memory.RunsInFlight.Any(run => run.Title.Equals(job.Name, StringComparison.OrdinalIgnoreCase)));

    private IReadOnlyList<CatalogJob> Last() =>
        request.Memory.LastOperations.LastOrDefault(operation => operation.Job is not null)?.Job is { } name
            ? [_jobs.FirstOrDefault(job => job.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? new CatalogJob(name, null, "", false)]
            : [];

    private static bool IsAll(Clause clause) => clause.Items.Any(item => item.IsAny(Concept.All, Concept.EveryOne)) && !clause.Items.Any(item => item.Job is not null);

    private bool PointsBack(Clause clause) => clause.Has(Concept.Pronoun) && Last().Count > 0 || clause.Items.All(item => item.IsAny(Concept.Pause, Concept.Resume, Concept.Filler, Concept.Pronoun) && !item.IsAny(Concept.Approve, Concept.Cancel));

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.SchedulePause => "pause",
        OperationKind.ScheduleResume => "resume",
        OperationKind.ScheduleDelete => "delete",
        OperationKind.RunJob => "run",
        _ => "change",
    };
}
