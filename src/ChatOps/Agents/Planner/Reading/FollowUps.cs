using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads what only has a meaning after something else: "undo that", "the same for crm", "run it on warehouse instead".</summary>
internal sealed class FollowUps(Speech speech, PlannerRequest request)
{
    private readonly IReadOnlyList<Operation> _last = request.Memory.LastOperations;

    /// <summary>Takes the last thing back; null when nothing like that is asked.</summary>
    public Part? Undo()
    {
        var rollsBack = speech.Says(Concept.Rollback);
        if (!rollsBack && !speech.Says(Concept.Undo))
            return null;
        var named = RunNames.Find(speech.Text, speech.Said, request.Memory);
        if (named.Count == 0 && Misspelt() is { } written)
            return OfMisspelt(written);
        var undone = named is [var id] ? _last.LastOrDefault(operation => id.Equals(operation.Run, StringComparison.OrdinalIgnoreCase)) ?? new Operation(OperationKind.Migrate) { Run = id } : _last.LastOrDefault();
        if (undone is null)
            return Part.Ask("What should I take back? Say which migration, run or schedule you mean, such as: roll back mig-7.", [], new Operation(OperationKind.Rollback));
        return undone.Kind switch
        {
            OperationKind.Migrate when request.Memory.LastIsRunning && undone.Run is not null && named.Count == 0 => Part.Of(new Operation(OperationKind.Cancel) { Run = undone.Run }),
            OperationKind.Migrate => Part.Of(new Operation(OperationKind.Rollback) { Run = undone.Run, Source = undone.Source, Target = undone.Target }),
            OperationKind.ScheduleCreate => Part.Of(new Operation(OperationKind.ScheduleDelete) { Job = undone.Job }),
            OperationKind.SchedulePause => Part.Of(new Operation(OperationKind.ScheduleResume) { Job = undone.Job }),
            OperationKind.ScheduleResume => Part.Of(new Operation(OperationKind.SchedulePause) { Job = undone.Job }),
            OperationKind.RunJob when IsWriting(undone.Job) => Part.Of(new Operation(OperationKind.Rollback) { Run = undone.Run, Job = undone.Job }),
            OperationKind.ScheduleDelete or OperationKind.ScheduleUpdate => Part.Ask($"I do not know what the schedule {undone.Job} was before. When should it run?", [], undone),
            _ => Part.Ask($"The last thing was to {Word(undone.Kind)}, which changed nothing, so that there is nothing to take back. What else do you mean: a migration, a run or a schedule?", []),
        };
    }

    // "mgi-7": letters, a hyphen and digits are meant for an id.
    private string? Misspelt()
    {
        var items = speech.Said;
        var at = Enumerable.Range(0, Math.Max(0, items.Count - 1)).FirstOrDefault(at => items[at].IsLeftover && items[at + 1].Start - items[at].End == 1 && speech.Text[items[at].End] == '-' && items[at + 1].Key.All(char.IsDigit), -1);
        return at < 0 ? null : speech.Text[items[at].Start..items[at + 1].End];
    }

    private Part OfMisspelt(string written)
    {
        var near = NameMatch.Winner(NameMatch.Rank(written, _last.Select(operation => operation.Run).OfType<string>().Select(run => (run, run))))?.Name;
        return _last.LastOrDefault(operation => operation.Run is not null && operation.Run == near) is { } meant
            ? Part.Of(new Operation(OperationKind.Rollback) { Run = meant.Run, Source = meant.Source, Target = meant.Target }) with { Doubt = $"I know no run \"{ConnectionResolver.Shown(written)}\". Did you mean {meant.Run}? What it made is dropped then." }
            : Part.Ask($"I know no run \"{ConnectionResolver.Shown(written)}\". Which migration, run or schedule should I take back?", [], new Operation(OperationKind.Rollback));
    }

    /// <summary>Does the last thing again, elsewhere or at another time; null when nothing like that is asked.</summary>
    /// <param name="named">The databases that were named.</param>
    /// <param name="isSaid">Words say so, such as "again"; else only a database was named.</param>
    public Part? Repeat(IReadOnlyList<string> named, bool isSaid)
    {
        // In words, it is read for the other database as it would be for the first.
        if (named is [var other] && request.Memory.LastRequest is { } text && !speech.Time.IsAhead && _last.All(operation => operation.Source is null))
            return new Part { Again = RepeatableRequest.About(RequestText.Clean(text).Value, other, request) };
        if (_last.Count == 0)
            return speech.Says(Concept.Same) || speech.Says(Concept.Again) || speech.Says(Concept.Retry) ? Part.Ask("What should I repeat? Nothing has run in this conversation yet; say what to do and on which database.", []) : null;
        IReadOnlyList<Operation> repeated = named.Count == 0 ? _last : [.. named.SelectMany(name => _last.Select(operation => Moved(operation, name)))];
        IReadOnlyList<Operation> done = [.. repeated.Select(operation => operation.Kind == OperationKind.ScheduleCreate && operation.Job is not null && named.Count == 0 ? new Operation(OperationKind.RunJob) { Job = operation.Job } : operation with { Run = null })];
        return Part.Of(done) with { Doubt = isSaid ? null : $"Should I do the same there: {Understood.Of(done)}?" };
    }

    // Of a migration and its like, what is said is where the rows come from, unless it is led to.
    private Operation Moved(Operation operation, string name)
    {
        if (operation.Source is null)
            return operation.Database is null ? operation : operation with { Database = name };
        var isTarget = request.Catalog.Connections.All(connection => connection.Name != name)
            || speech.Items.Index().Any(place => place.Index > 0 && place.Item.Named.Count > 0 && speech.Items[place.Index - 1].Is(Concept.Toward) && !speech.Says(Concept.Same));
        return isTarget ? operation with { Target = name } : operation with { Source = name };
    }

    private bool IsWriting(string? job) => request.Catalog.Jobs.Any(known => known.Writes && known.Name.Equals(job, StringComparison.OrdinalIgnoreCase));

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Validate => "validate",
        OperationKind.Profile => "profile",
        OperationKind.Query => "answer a question",
        OperationKind.Compare or OperationKind.Verify => "compare",
        OperationKind.Cancel => "stop a run",
        OperationKind.Export or OperationKind.Backup => "write files",
        _ => "look",
    };
}
