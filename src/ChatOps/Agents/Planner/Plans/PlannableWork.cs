namespace ChatOps.Agents.Planner.Plans;

/// <summary>
/// Sorts operations into work that a plan can do, and what cannot be carried out here, which is said and never dropped
/// in silence.
/// </summary>
internal sealed class PlannableWork
{
    private readonly PlannerCatalog _catalog;
    private readonly List<PlannedWork> _work = [];
    private readonly List<string> _leftOut = [];
    private readonly List<string> _assumptions = [];
    private string? _refusal;

    private PlannableWork(PlannerCatalog catalog) => _catalog = catalog;

    /// <param name="Work">At most one action of a kind for each connection.</param>
    /// <param name="LeftOut">Why the rest of it is not done, each a sentence.</param>
    /// <param name="Refusal">Why nothing of it is done; else null.</param>
    public sealed record Outcome(IReadOnlyList<PlannedWork> Work, IReadOnlyList<string> LeftOut, IReadOnlyList<string> Assumptions, string? Refusal);

    public static async Task<Outcome> OfAsync(IReadOnlyList<Operation> operations, PlannerCatalog catalog, CancellationToken cancellationToken)
    {
        var sorted = new PlannableWork(catalog);
        for (var at = 0; at < operations.Count; at++)
        {
            if (ActionOf(operations[at].Kind) is { } action && !IsOfAnswer(operations, at))
                await sorted.AddAsync(action, operations[at], cancellationToken);
            else if (!IsPartOfMigration(operations, at))
                sorted.LeaveOut(Reach.Missing(operations[at].Kind), operations.Skip(at + 1).Any(later => later.Kind == OperationKind.Migrate));
        }

        sorted.ValidateFirst();
        return new Outcome(sorted._work, [.. sorted._leftOut.Distinct()], sorted._assumptions, sorted._refusal);
    }

    private static PlannedAction? ActionOf(OperationKind kind) => kind switch
    {
        OperationKind.Validate => PlannedAction.Validate,
        OperationKind.Profile => PlannedAction.Profile,
        OperationKind.Anomalies => PlannedAction.Anomalies,
        OperationKind.Export => PlannedAction.Export,
        OperationKind.Migrate => PlannedAction.Migrate,
        OperationKind.MigrateDryRun => PlannedAction.DryRun,
        _ => null,
    };

    // "export the top 10 customers": the rows of the answer, not the database.
    private static bool IsOfAnswer(IReadOnlyList<Operation> operations, int at) =>
        operations[at].Kind == OperationKind.Export && at > 0 && operations[at - 1].Kind == OperationKind.Query && operations[at - 1].Database == operations[at].Database;

    // A migration compares both sides by itself.
    private static bool IsPartOfMigration(IReadOnlyList<Operation> operations, int at) =>
        operations[at].Kind == OperationKind.Verify && operations.Take(at).Any(before => before.Kind == OperationKind.Migrate && before.Source == operations[at].Source && before.Target == operations[at].Target);

    private void LeaveOut(string reason, bool isBeforeMigration)
    {
        _leftOut.Add(reason);
        // "back it up, then migrate it": without the first, the second is not what was asked for.
        if (isBeforeMigration)
            _refusal ??= $"{reason} So the migration behind it was not started either.";
    }

    private async Task AddAsync(PlannedAction action, Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Format is { } format and not "csv")
            _refusal ??= $"I export to CSV files only, not to {format}. Nothing was started.";
        if (ConditionOf(action, operation) is not { } condition)
            return;
        var connection = operation.Source ?? operation.Database!;
        var tables = await TablesAsync(connection, operation, cancellationToken);
        if (_refusal is not null)
            return;
        var item = new PlannedWork(action, connection, tables, condition, operation.Target);
        if (_work.Exists(known => known.Action == item.Action && known.Connection == item.Connection && known.Target != item.Target))
            _refusal = $"I migrate {connection} to one place at a time. Nothing was started; ask for each by itself.";
        else
            Merge(item);
    }

    /// <summary>A migration waits for a validation without errors, unless only what is clean is wanted anyway; null where the condition cannot be kept.</summary>
    private PlannedCondition? ConditionOf(PlannedAction action, Operation operation)
    {
        switch (action, operation.When)
        {
            case (PlannedAction.Migrate, null or "clean"):
                return operation.OnlyCleanRows ? PlannedCondition.None : PlannedCondition.Clean;
            case (PlannedAction.Export, "clean"):
                return PlannedCondition.Clean;
            case (PlannedAction.Export, "errors"):
                return PlannedCondition.Errors;
            case (_, null):
                return PlannedCondition.None;
            case (PlannedAction.DryRun, "clean"):
                _leftOut.Add("A dry run changes nothing, so it does not wait for a validation.");
                return PlannedCondition.None;
            case (PlannedAction.Migrate, _):
                _refusal ??= "A migration can wait for a validation without errors, and for no other outcome. Nothing was started.";
                return null;
            case (PlannedAction.Export, _):
                _refusal ??= "I can make an export wait for \"if it is clean\" or \"if there are errors\", and for no other condition yet. Nothing was started.";
                return null;
            default:
                _leftOut.Add("Only an export or a migration can depend on the outcome of a validation so far.");
                return null;
        }
    }

    private async Task<IReadOnlyList<string>?> TablesAsync(string connection, Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Tables.Count + operation.Except.Count == 0)
            return null;
        var all = await _catalog.ReadTables(connection, cancellationToken);
        IReadOnlyList<string> kept = [.. (operation.Tables.Count > 0 ? operation.Tables : all).Except(operation.Except, StringComparer.OrdinalIgnoreCase)];
        _refusal ??= all.Count == 0 ? $"I cannot read the table names of {connection} now, so I cannot tell which tables are meant. Nothing was started."
            : kept.Count == 0 ? $"That leaves no table of {connection}. Nothing was started."
            : kept.FirstOrDefault(table => table.Contains("{{", StringComparison.Ordinal)) is { } odd ? $"The table name {odd} holds braces, which a plan would take for a reference; I can only take all tables of {connection} together."
            : null;
        return kept;
    }

    private void Merge(PlannedWork item)
    {
        var at = _work.FindIndex(known => known.Action == item.Action && known.Connection == item.Connection);
        if (at < 0)
        {
            _work.Add(item);
            return;
        }

        var tables = _work[at].Tables is { } mine && item.Tables is { } others ? (IReadOnlyList<string>)[.. mine.Union(others)] : null;
        _work[at] = item with { Tables = tables, Condition = item.Condition == PlannedCondition.None ? _work[at].Condition : item.Condition };
    }

    private void ValidateFirst()
    {
        foreach (var export in _work.Where(item => item.Action == PlannedAction.Export && item.Condition != PlannedCondition.None).ToArray())
        {
            if (_work.Exists(item => item.Action == PlannedAction.Validate && item.Connection == export.Connection))
                continue;
            _work.Insert(0, new PlannedWork(PlannedAction.Validate, export.Connection, export.Tables));
            _assumptions.Add($"I validate {export.Connection} first, because the export depends on it.");
        }
    }
}
