using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Which tables of the source are migrated, and what somebody said about them.</summary>
internal sealed class SourceSelection
{
    private readonly Dictionary<string, TableOverride> _overrides = new(StringComparer.Ordinal);

    /// <exception cref="DatabaseException">Somebody named a table or column that is not there; the message tells what there is.</exception>
    internal SourceSelection(Schema schema, MigrationOptions options)
    {
        var excluded = options.Exclude.Count == 0 ? [] : Named(schema, options.Exclude);
        Tables = [.. TableSelection.Of(schema, options.Include).Where(table => !excluded.Contains(table.Name, StringComparer.OrdinalIgnoreCase))];
        foreach (var (name, choices) in options.Overrides.Tables)
        {
            var table = TableSelection.Of(schema, [name]).FirstOrDefault();
            var unknown = table is null ? null : choices.Columns.Keys.FirstOrDefault(column => table.Find(column) is null);
            if (unknown is not null)
            {
                throw new DatabaseException(DatabaseProblem.BadStatement, $"The table '{table!.Name}' has no column '{unknown}'. It has: {string.Join(", ", table.Columns.Select(column => column.Name))}.");
            }

            if (table is not null)
            {
                _overrides[table.Name] = choices;
            }
        }
    }

    /// <summary>In the schema's order.</summary>
    internal IReadOnlyList<Table> Tables { get; }

    internal TableOverride Of(Table table) => _overrides.GetValueOrDefault(table.Name) ?? new TableOverride();

    internal static ColumnOverride Of(TableOverride table, Column column) =>
        table.Columns.FirstOrDefault(pair => pair.Key.Equals(column.Name, StringComparison.OrdinalIgnoreCase)).Value ?? new ColumnOverride();

    /// <summary>What somebody names may also be a table that cannot be migrated.</summary>
    private static List<string> Named(Schema schema, IReadOnlyList<string> names) => [.. TableSelection.Of(schema, names).Select(table => table.Name)];
}
