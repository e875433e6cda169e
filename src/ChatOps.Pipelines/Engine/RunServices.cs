using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Engine;

/// <summary>What the owner of a run works with.</summary>
internal sealed record RunServices(
    StateDatabase State, AuditLog Audit, StepCatalog Catalog, Gatekeeper Gatekeeper, ProgressBoard Progress,
    SuspectGate Suspects, PipelinesOptions Options, TimeProvider Time, ILogger<RunOwner> Logger);
