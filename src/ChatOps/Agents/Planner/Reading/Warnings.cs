namespace ChatOps.Agents.Planner.Reading;

/// <summary>What a person should know of a migration before it is decided.</summary>
internal static class Warnings
{
    /// <summary>References from what is migrated to what is not, each a sentence.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<Operation> operations, PlannerCatalog catalog, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        foreach (var move in operations.Where(operation => operation.Kind is OperationKind.Migrate or OperationKind.MigrateDryRun && operation.Tables.Count + operation.Except.Count > 0))
        {
            var references = await catalog.ReadReferences(move.Source!, cancellationToken);
            warnings.AddRange(references
                .Where(reference => IsMoved(move, reference.From) && !IsMoved(move, reference.To))
                .Select(reference => move.Except.Count > 0 ? $"{reference.From} references the excluded {reference.To}." : $"{reference.From} references {reference.To}, which is not migrated with it."));
        }

        return [.. warnings.Distinct()];
    }

    private static bool IsMoved(Operation move, string table) =>
        !move.Except.Contains(table, StringComparer.OrdinalIgnoreCase) && (move.Tables.Count == 0 || move.Tables.Contains(table, StringComparer.OrdinalIgnoreCase));
}
