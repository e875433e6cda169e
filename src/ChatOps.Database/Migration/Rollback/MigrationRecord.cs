using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>One migration as the target's record has it.</summary>
/// <param name="Finished">It came to its end; else it was cut off, or goes on right now.</param>
/// <param name="Started">ISO 8601 in UTC, so that texts sort like moments.</param>
/// <param name="NotMade">Sentences about objects that the target refused.</param>
/// <param name="Loaded">Rows that it put into each table, by the table's name in the source.</param>
internal sealed record MigrationRecord(string Run, bool Finished, string Started, MigrationPlan Plan, IReadOnlyList<string> NotMade, IReadOnlyDictionary<string, long> Loaded)
{
    /// <summary>All that the target has a record of, in the order in which they began; none where nobody ever migrated into it.</summary>
    /// <exception cref="DatabaseException">The record cannot be read.</exception>
    internal static async Task<IReadOnlyList<MigrationRecord>> ReadAsync(ReaderSession session, Schema schema, CancellationToken cancellationToken)
    {
        if (!Has(schema, LedgerTables.Migrations))
        {
            return [];
        }

        var quote = session.Dialect.QuoteIdentifier;
        var loaded = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        // It is gone before the migrations where a rollback was cut off.
        if (Has(schema, LedgerTables.Progress))
        {
            await session.EachAsync(
                $"SELECT run, table_name, loaded FROM {quote(LedgerTables.Progress)}",
                row => Add(loaded, Text(row, 0)!, Text(row, 1)!, Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture)), cancellationToken);
        }

        var records = new List<MigrationRecord>();
        await session.EachAsync(
            $"SELECT run, state, started, not_made, plan FROM {quote(LedgerTables.Migrations)}",
            row => records.Add(new MigrationRecord(
                Text(row, 0)!, Text(row, 1) == "finished", Text(row, 2) ?? "", PlanJson.Read(Text(row, 4) ?? ""),
                Text(row, 3) is { } notMade ? JsonSerializer.Deserialize<List<string>>(notMade)! : [], loaded.GetValueOrDefault(Text(row, 0)!) ?? [])),
            cancellationToken);
        return [.. records.OrderBy(record => record.Started, StringComparer.Ordinal)];
    }

    private static bool Has(Schema schema, string table) => schema.Tables.Any(own => own.Name.Equals(table, StringComparison.OrdinalIgnoreCase));

    private static string? Text(RowReader row, int column) => row.GetValue(column)?.ToString();

    /// <summary>Slices of a table add up; one of them holds what was taken out again.</summary>
    private static void Add(Dictionary<string, Dictionary<string, long>> loaded, string run, string table, long rows)
    {
        if (!loaded.TryGetValue(run, out var tables))
        {
            loaded[run] = tables = new Dictionary<string, long>(StringComparer.Ordinal);
        }

        tables[table] = tables.GetValueOrDefault(table) + rows;
    }
}
