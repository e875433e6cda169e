using System.Text.Json;

namespace ChatOps.Pipelines.State;

/// <summary>One thing that happened, as the audit log keeps it.</summary>
/// <param name="Kind">Stable dotted name, such as <c>approval.decided</c>.</param>
/// <param name="Actor">The id of the person or part of the program that did it.</param>
/// <param name="Subject">What it was done to, such as a run id.</param>
/// <param name="Detail">The body; it can be deleted later while its digest stays.</param>
public sealed record AuditEntry(string Kind, string Actor, string Subject, JsonElement Detail);

/// <summary>What a check of the whole audit log found.</summary>
/// <param name="Entries">How many entries the table holds.</param>
/// <param name="Problems">Empty when nothing was changed, removed, inserted, reordered or cut off.</param>
public sealed record AuditVerification(long Entries, IReadOnlyList<AuditProblem> Problems)
{
    public bool IsIntact => Problems.Count == 0;
}

/// <summary>One place where the audit log is not what was written.</summary>
/// <param name="Sequence">The entry concerned, counted from 1; 0 for the log as a whole.</param>
public sealed record AuditProblem(long Sequence, string Message);
