using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>What is run to take a migration back: views, references and tables, each in the opposite order, and the record of it last. Each statement may be run again after a crash.</summary>
/// <param name="isLast">The record has no other migration, so it goes as a whole.</param>
internal sealed class RollbackStatements(MigrationRecord record, MadeObjects made, IDialect dialect, StringComparer names, bool isLast)
{
    internal IReadOnlyList<string> All => [.. FirstObjects, .. OtherObjects, .. Ledger];

    /// <summary>Views before the tables that they read. MySQL drops no view while tables are locked, and lets a table go from under its view.</summary>
    internal IReadOnlyList<string> FirstObjects => AreTablesFirst ? Tables : Views;

    internal IReadOnlyList<string> OtherObjects => AreTablesFirst ? Views : Tables;

    /// <summary>The migration's own line last: as long as it is there, the next attempt finds what is left.</summary>
    internal IReadOnlyList<string> Ledger =>
    [
        .. made.Ledger.OrderBy(table => table.Name == LedgerTables.Migrations ? 1 : 0).Select(table => isLast
            ? dialect.Ddl.DropTable(table)
            : $"DELETE FROM {dialect.QuoteTable(table)} WHERE {dialect.QuoteIdentifier("run")} = {dialect.QuoteLiteral(record.Run)}"),
    ];

    private bool AreTablesFirst => dialect.Ddl.UnlockTables is not null;

    /// <summary>Nothing is dropped together with something else, so whatever still needs one of them stands in the way.</summary>
    private List<string> Views => [.. made.Views.Reverse().Select(view => dialect.Ddl.DropView(view.LocalName, view.Namespace))];

    private List<string> Tables => [.. References(), .. made.Tables.Reverse().Select(table => dialect.Ddl.DropTable(table.Live))];

    /// <summary>Those that would point at a table which goes before their own.</summary>
    private IEnumerable<string> References()
    {
        var order = made.Tables.Reverse().Select(table => table.Live.Name).ToList();
        int At(string name) => order.FindIndex(own => names.Equals(own, name));
        return made.Tables.SelectMany(table => table.Live.ForeignKeys
            .Where(key => At(key.ReferencedTable) >= 0 && At(key.ReferencedTable) < At(table.Live.Name))
            .Select(key => dialect.Ddl.DropForeignKey(table.Live, key)).OfType<string>());
    }
}
