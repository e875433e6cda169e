using ChatOps.Database.Checks.RuleFiles;
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
            if (Named(schema, name, choices.Place) is { } table)
            {
                RequireColumns(table, choices);
                _overrides[table.Name] = choices;
            }
        }
    }

    /// <summary>In the schema's order.</summary>
    internal IReadOnlyList<Table> Tables { get; }

    internal TableOverride Of(Table table) => _overrides.GetValueOrDefault(table.Name) ?? new TableOverride();

    internal static ColumnOverride Of(TableOverride table, Column column) =>
        table.Columns.FirstOrDefault(pair => pair.Key.Equals(column.Name, StringComparison.OrdinalIgnoreCase)).Value ?? new ColumnOverride();

    private static Table? Named(Schema schema, string name, string? place)
    {
        try
        {
            return TableSelection.Of(schema, [name]).FirstOrDefault();
        }
        catch (DatabaseException problem) when (place is not null)
        {
            throw new DatabaseException(problem.Problem, $"{place}: {problem.Message}", problem);
        }
    }

    private static void RequireColumns(Table table, TableOverride choices)
    {
        foreach (var (column, choice) in choices.Columns.Where(pair => table.Find(pair.Key) is null))
        {
            throw new DatabaseException(
                DatabaseProblem.BadStatement,
                $"{(choice.Place is { } place ? $"{place}: " : "")}The table '{table.Name}' has no column '{column}'{NearestName.Hint(column, table.Columns.Select(own => own.Name))} Nothing was done.");
        }
    }

    /// <summary>What somebody names may also be a table that cannot be migrated.</summary>
    private static List<string> Named(Schema schema, IReadOnlyList<string> names) => [.. TableSelection.Of(schema, names).Select(table => table.Name)];
}
