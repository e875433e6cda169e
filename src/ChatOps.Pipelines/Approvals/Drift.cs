using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Approvals;

/// <summary>What was asked about is no longer what would run.</summary>
internal static class Drift
{
    /// <summary>Voids the request with the reason and asks again about what is there now.</summary>
    /// <returns>The new request, or null when somebody else has changed the old one meanwhile; nothing is done then.</returns>
    public static ApprovalRequest? Replace(
        SqliteConnection connection, AuditLog audit, RunRow run, string approvalId, ApprovalState from, ApprovalPlan plan,
        IReadOnlyList<string> differences, DateTimeOffset now, TimeSpan lifetime)
    {
        var reason = $"This is no longer what was asked about: {string.Join("; ", differences)}. A new decision is needed.";
        if (!ApprovalRows.Change(connection, approvalId, from, ApprovalState.Voided, reason))
            return null;
        var fresh = ApprovalRows.Open(connection, audit, run, plan, now, lifetime);
        var detail = CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("approval", approvalId);
            writer.WriteString("replacedBy", fresh.Id);
            writer.WriteString("reason", reason);
            writer.WriteStartArray("differences");
            foreach (var difference in differences)
                writer.WriteStringValue(difference);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        RunEvents.Append(connection, run.Id, RunEventKind.ApprovalVoided, null, null, now, detail.GetRawText());
        audit.Append(connection, new AuditEntry("approval.voided", "engine", approvalId, detail));
        return fresh;
    }
}
