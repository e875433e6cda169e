namespace ChatOps.Agents.Planner.Reading;

/// <summary>Which operations need somebody else's agreement: those that write to a database, and schedules of work that does.</summary>
internal static class Approvals
{
    public static bool AreNeeded(IReadOnlyList<Operation> operations, IReadOnlyList<CatalogJob> jobs) => operations.Any(operation => Writes(operation, jobs));

    private static bool Writes(Operation operation, IReadOnlyList<CatalogJob> jobs) => operation.Kind switch
    {
        OperationKind.Migrate or OperationKind.Rollback => true,
        OperationKind.RunJob or OperationKind.ScheduleUpdate or OperationKind.SchedulePause or OperationKind.ScheduleResume or OperationKind.ScheduleDelete =>
            jobs.Any(job => job.Writes && job.Name.Equals(operation.Job, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
