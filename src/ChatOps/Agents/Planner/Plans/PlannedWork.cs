namespace ChatOps.Agents.Planner.Plans;

/// <summary>One action on one connection, with everything resolved.</summary>
/// <param name="Tables">The tables it is limited to; null means all.</param>
/// <param name="Target">Where a migration goes; else null.</param>
internal sealed record PlannedWork(
    PlannedAction Action, string Connection, IReadOnlyList<string>? Tables = null, PlannedCondition Condition = PlannedCondition.None, string? Target = null);

/// <summary>What can be planned.</summary>
internal enum PlannedAction
{
    Validate,

    Profile,

    Anomalies,

    Export,

    Migrate,

    /// <summary>A migration's plan and nothing more.</summary>
    DryRun,
}

/// <summary>What an action waits for.</summary>
internal enum PlannedCondition
{
    None,

    /// <summary>The validation of the same connection found no error.</summary>
    Clean,

    /// <summary>The validation of the same connection found at least one error.</summary>
    Errors,
}
