namespace ChatOps.Agents.Planner;

/// <summary>When something is to happen. Exactly one of the two is set.</summary>
/// <param name="Cron">Five fields: minute, hour, day of the month, month, day of the week.</param>
/// <param name="Once">The one moment.</param>
/// <param name="Zone">The IANA id of the zone in which it was said.</param>
public sealed record PlannedTime(string? Cron, DateTimeOffset? Once, string Zone);
