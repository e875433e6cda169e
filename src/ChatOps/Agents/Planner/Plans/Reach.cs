namespace ChatOps.Agents.Planner.Plans;

/// <summary>What is understood and cannot be carried out by a plan, and what to do instead.</summary>
internal static class Reach
{
    public const string Schedules = "I cannot put requests on a schedule yet; I can run them now.";

    public const string RunsOfThePast = "I cannot pick runs by time or outcome yet; I can list the recent ones.";

    /// <summary>Whether a plan, or the conversation by itself, can do it.</summary>
    public static bool Has(OperationKind kind) => kind is OperationKind.Validate or OperationKind.Profile or OperationKind.Anomalies or OperationKind.Export or OperationKind.Migrate or OperationKind.MigrateDryRun
        or OperationKind.Query or OperationKind.Rollback or OperationKind.Cancel or OperationKind.History or OperationKind.Help or OperationKind.Decide;

    /// <summary>Why it is not done beside other things, in a sentence.</summary>
    public static string Missing(OperationKind kind) => kind switch
    {
        OperationKind.Query => "I answer one question about data at a time; ask it by itself.",
        OperationKind.Export => "I cannot write the rows of an answer to files yet; its card links to all of them.",
        OperationKind.Backup => "I cannot make or restore backups yet; I can export tables to CSV files, or migrate them to another database.",
        OperationKind.Compare or OperationKind.Verify => "I cannot compare databases in chat yet; a migration compares both sides by itself, and the commands verify and diff do it at any time.",
        OperationKind.Ticket => "I cannot open tickets yet; the report can be passed on as a link.",
        OperationKind.Report or OperationKind.Notify => "I cannot send or post anything elsewhere yet; the report lands in this conversation.",
        OperationKind.Rollback => "I take a migration back only when that is all you ask for: say roll back.",
        OperationKind.Cancel or OperationKind.History or OperationKind.Decide or OperationKind.Help => "Words about runs are taken by themselves, without other work.",
        _ => "Jobs and their schedules are not available here yet.",
    };
}
