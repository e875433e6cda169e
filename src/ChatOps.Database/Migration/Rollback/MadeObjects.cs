using ChatOps.Database.Dialects;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>What a migration made, as far as it is still there.</summary>
/// <param name="Tables">In the plan's order.</param>
/// <param name="Views">In the plan's order.</param>
/// <param name="Ledger">The tables of the record itself.</param>
internal sealed record MadeObjects(IReadOnlyList<MadeTable> Tables, IReadOnlyList<View> Views, IReadOnlyList<Table> Ledger)
{
    internal static MadeObjects Of(MigrationRecord record, Schema schema) => new(
        [
            .. record.Plan.Tables.Where(table => !table.IsThere)
                .Select(table => (Plan: table, Live: TargetReading.Find(schema, table.Target))).Where(table => table.Live is not null)
                .Select(table => new MadeTable(table.Plan, table.Live!)),
        ],
        [.. record.Plan.Views.Select(view => Find(record, schema, view)).OfType<View>()],
        [.. schema.Tables.Where(table => table.Name is LedgerTables.Migrations or LedgerTables.Progress or LedgerTables.Rejects)]);

    internal bool Has(Table table) => Tables.Any(made => ReferenceEquals(made.Live, table));

    internal bool Has(View view) => Views.Any(made => ReferenceEquals(made, view));

    /// <summary>A view that was there before stood in the way of ours. Of a migration that was cut off nobody wrote down how far it came, but only its own views can name its tables.</summary>
    private static View? Find(MigrationRecord record, Schema schema, ViewPlan planned)
    {
        var view = schema.Views.FirstOrDefault(view => record.Plan.TargetSchema is { } name ? view.Namespace == name && view.LocalName == planned.Name : view.Name == planned.Name);
        var isOurs = view is not null && (record.Finished
            ? !record.NotMade.Any(sentence => sentence.StartsWith($"The view {planned.Name} was not made", StringComparison.Ordinal))
            : SqlTokenizer.Names(view.Sql, record.Plan.Tables.Select(table => table.Target.LocalName)).Count > 0);
        return isOurs ? view : null;
    }
}

/// <summary>A table that a migration made.</summary>
/// <param name="Plan">As it was planned.</param>
/// <param name="Live">As it is now.</param>
internal sealed record MadeTable(TablePlan Plan, Table Live);
