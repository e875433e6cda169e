using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads what is said about runs: stopping them, and what became of them.</summary>
internal sealed class RunRules(Speech speech, PlannerRequest request, ScheduleRules schedules)
{
    private readonly IReadOnlyList<RunInFlight> _running = request.Memory.RunsInFlight;
    private readonly IReadOnlyList<(string Id, int Start)> _named = RunNames.Places(speech.Text, speech.Said, request.Memory);

    /// <summary>What the clause says about runs; null when it is about something else.</summary>
    public Part? Read(Clause clause)
    {
        if (clause.Items.Any(item => item.Is(Concept.Cancel) && item.Named.Count == 0 && (!item.Is(Concept.Filler) || item == clause.Items[0])) && !HasWork(clause))
            return Cancel(clause);
        return AsksForHistory(clause) ? History(clause) : null;
    }

    /// <summary>The clause holds the id of a run.</summary>
    public bool AreNamed(Clause clause) => Named(clause).Count > 0;

    // "stop validating crm" is about the run; "validate crm and stop" never gets here with both in one clause.
    private static bool HasWork(Clause clause) =>
        clause.Items.FirstOrDefault(item => item.IsAny(Concept.Cancel, Concept.Validate, Concept.Export, Concept.Migrate, Concept.Backup, Concept.Profile)) is { } first && !first.Is(Concept.Cancel);

    private Part Cancel(Clause clause)
    {
        if (Named(clause) is { Count: > 0 } left && IsAll(clause) && clause.Has(Concept.Except))
            return Part.Of([.. _running.Where(run => !left.Contains(run.Id, StringComparer.OrdinalIgnoreCase)).Select(run => Stop(run.Id))]);
        if (Named(clause) is { Count: > 0 } named)
            return Part.Of([.. named.Select(Stop)]);
        var jobs = schedules.JobsOf(clause);
        if (jobs.Count > 0)
            return OfJobs(jobs);
        if (_running.Count == 0)
            return request.Memory.OpenDecisions.Where(decision => decision.IsOwn).ToArray() is [var own] ? Part.Of(Stop(own.Id)) : Part.Ask("Nothing is running now. Which run do you mean? Say its id, such as run-41.", [], new Operation(OperationKind.Cancel));
        if (_running.Count == 1 || IsAll(clause))
            return Part.Of([.. _running.Select(run => Stop(run.Id))]) with { Doubt = _running.Count > 1 && !IsCounted(clause) ? $"Should I stop all {_running.Count} runs: {string.Join(", ", _running.Select(run => $"{run.Id} ({run.Title})"))}?" : null };
        var meant = _running.Where(run => clause.Items.Any(item => IsAbout(run, item))).ToArray();
        if (meant.Length == 1)
            return Part.Of(Stop(meant[0].Id));
        if (Ordinal(clause) is { } at && at < _running.Count)
            return Part.Of(Stop(_running[at].Id));
        var offered = meant.Length > 1 ? meant : [.. _running];
        return Part.Ask($"Which run should I stop: {Part.Listed([.. offered.Select(run => $"{run.Id} ({run.Title})")])}?", [.. offered.Select(run => run.Id)], new Operation(OperationKind.Cancel)) with { Slot = PendingSlot.Run };
    }

    /// <summary>The runs of jobs that are named behind a cancel.</summary>
    public Part OfJobs(IReadOnlyList<CatalogJob> jobs)
    {
        var runs = _running.Where(run => jobs.Any(job => job.Name.Equals(run.Title, StringComparison.OrdinalIgnoreCase))).ToArray();
        return runs.Length > 0
            ? Part.Of([.. runs.Select(run => Stop(run.Id))])
            : Part.Ask($"{jobs[0].Name} is not running now. Should I pause its schedule or delete it?", [$"pause {jobs[0].Name}", $"delete the schedule {jobs[0].Name}"], new Operation(OperationKind.Cancel) { Job = jobs[0].Name });
    }

    private static Operation Stop(string run) => new(OperationKind.Cancel) { Run = run };

    private int? Ordinal(Clause clause)
    {
        if (clause.Has(Concept.Last))
            return _running.Count - 1;
        Concept[] order = [Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth];
        return clause.Items.Select(item => (int?)Array.FindIndex(order, item.Is)).FirstOrDefault(at => at >= 0);
    }

    private bool IsAbout(RunInFlight run, Item item)
    {
        if (item.Key.Length < 3 || item.IsAny(Concept.Article, Concept.Pronoun, Concept.Cancel, Concept.Run))
            return false;
        var job = request.Catalog.Jobs.FirstOrDefault(known => known.Name.Equals(run.Title, StringComparison.OrdinalIgnoreCase));
        var words = Tokenizer.Split($"{run.Title} {job?.Does}").Select(token => token.Key).ToArray();
        return words.Contains(item.Key, StringComparer.Ordinal) || item.Named.Any(connection => words.Contains(WordKey.Of(connection.Name), StringComparer.Ordinal));
    }

    // "both" says how many.
    private bool IsCounted(Clause clause) => _running.Count == 2 && clause.Items.Any(item => item.Key is "both" or "beide" or "beiden" or "ambos" or "ambas" or "losdos" or "lasdos" or "allebeide");

    private static bool IsAll(Clause clause) => clause.Items.Any(item => item.IsAny(Concept.All, Concept.EveryOne) || (item.Is(Concept.Runs) && item.Key.StartsWith("all", StringComparison.Ordinal)));

    private bool AsksForHistory(Clause clause)
    {
        if (clause.Has(Concept.Ticket))
            return false;
        if (IsAboutErrorsOfThePast(clause) || AsksHowARunWent(clause))
            return true;
        if (clause.Has(Concept.Send) || clause.Actions.Any(action => action is PlannedAction.Migrate or PlannedAction.DryRun or PlannedAction.Export) && !clause.Has(Concept.Failed) && !clause.Has(Concept.Ran) && _named.Count == 0)
            return false;
        var asks = clause.Items.Any(item => item.IsAny(Concept.Asking, Concept.Generic, Concept.ScheduleNoun, Concept.Runs, Concept.Why)) || speech.Time.Past is not null || clause.Items.Any(item => item.Key is "did" or "hat" or "haben");
        var isPast = speech.Time.Past is not null || speech.Time.Date is not null || speech.Time.Part is not null;
        if (clause.Has(Concept.Failed))
            return asks || isPast;
        var jobs = schedules.JobsOf(clause);
        if (jobs.Count > 0 || Named(clause).Count > 0)
            return clause.Items.Any(item => item.IsAny(Concept.Asking, Concept.Ran, Concept.Runs, Concept.Status, Concept.Why, Concept.RunVerb)) || isPast;
        return clause.Has(Concept.Runs) || clause.Items.Any(item => item.Is(Concept.Status) && !item.Is(Concept.Health)) || (clause.Has(Concept.Ran) && (asks || isPast) && !clause.Items.Any(item => item.IsLeftover && item.Key is not ("did" or "hat" or "haben" or "se")));
    }

    // "was that last run ok?"
    private static bool AsksHowARunWent(Clause clause) =>
        clause.Has(Concept.Run) && clause.Items.FirstOrDefault(item => item.IsSpoken) is { } first && first.IsAny(Concept.Asking, Concept.PastQuestion, Concept.Why)
        && clause.Items.Any(item => item.IsAny(Concept.Last, Concept.Health, Concept.Pronoun, Concept.Ran) || item.Key is "that" or "this") && !clause.Items.Any(item => item.Named.Count > 0 || item.Job is not null);

    private string? LastRun => request.Memory.LastOperations.LastOrDefault(operation => operation.Run is not null)?.Run ?? request.Memory.LastRunId;

    // "zeig mir die Fehler von letzter Nacht": of no database, so of the runs.
    private bool IsAboutErrorsOfThePast(Clause clause) =>
        speech.Time.Past is not null && clause.Has(Concept.ValidateTopic) && !clause.Items.Any(item => item.Named.Count > 0 || item.IsAny(Concept.Validate, Concept.Check));

    private Part History(Clause clause)
    {
        var jobs = schedules.JobsOf(clause);
        var operation = new Operation(OperationKind.History)
        {
            Status = Status(clause),
            Run = Named(clause) is [var run, ..] ? run : AsksHowARunWent(clause) ? LastRun : null,
            Database = clause.Items.SelectMany(item => item.Named).Select(connection => connection.Name).FirstOrDefault(),
        };
        return jobs.Count == 0 ? Part.Of(operation) : Part.Of([.. jobs.Select(job => operation with { Job = job.Name })]);
    }

    private string? Status(Clause clause) =>
        clause.Has(Concept.Failed) || IsAboutErrorsOfThePast(clause) ? "failed"
        : clause.Items.Any(item => item.Key is "succeeded" or "succeed" or "successful" or "successfully" or "erfolgreich" or "exito") ? "succeeded"
        : clause.Items.Any(item => item.Is(Concept.Status) && (item.Key.Contains("running", StringComparison.Ordinal) || item.Key.StartsWith("lauft", StringComparison.Ordinal) || item.Key.Contains("enmarcha", StringComparison.Ordinal) || item.Key.Contains("ejecutando", StringComparison.Ordinal))) ? "running"
        : null;

    // An id that stands in another clause belongs there.
    private IReadOnlyList<string> Named(Clause clause) =>
        [.. _named.Where(run => clause.Items.Any(item => item.Start <= run.Start && run.Start < item.End)).Select(run => run.Id).Distinct(StringComparer.OrdinalIgnoreCase)];
}
