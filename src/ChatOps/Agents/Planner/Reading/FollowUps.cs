using ChatOps.Agents.Planner.Language;

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
        var named = RunNames.Find(speech.Text, request.Memory);
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

    /// <summary>Does the last thing again, elsewhere or at another time; null when nothing like that is asked.</summary>
    public Part? Repeat()
    {
        if (_last.Count == 0)
            return speech.Says(Concept.Same) || speech.Says(Concept.Again) || speech.Says(Concept.Retry) ? Part.Ask("What should I repeat? Nothing has run in this conversation yet; say what to do and on which database.", []) : null;
        string[] named = [.. speech.Items.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct()];
        IReadOnlyList<Operation> repeated = named.Length == 0 ? _last : [.. named.SelectMany(name => _last.Select(operation => Moved(operation, name)))];
        return Part.Of([.. repeated.Select(operation => operation.Kind == OperationKind.ScheduleCreate && operation.Job is not null && named.Length == 0 ? new Operation(OperationKind.RunJob) { Job = operation.Job } : operation with { Run = null })]);
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
