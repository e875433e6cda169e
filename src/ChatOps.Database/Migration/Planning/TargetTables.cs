using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>What to do where the target has a table of that name already.</summary>
internal sealed class TargetTables(Route route, MigrationMode mode, PlanNotes notes)
{
    private StringComparison Names => route.TargetEngine == DatabaseProvider.PostgreSql ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The table where the rows go, or null where one is made for them.</summary>
    /// <param name="replaced">Names in the target of all tables that are made.</param>
    internal async Task<Table?> FindAsync(Table source, string name, IReadOnlyCollection<string> replaced, CancellationToken cancellationToken)
    {
        if (route.Target.Views.Any(view => view.LocalName.Equals(name, Names) && view.Namespace == route.Namespace))
        {
            Tell(NoteKind.Error, source, $"cannot be made: the target has a view {name}. Choose another name for the table with rename.");
        }

        var found = mode == MigrationMode.Resume ? null : route.Target.Tables.FirstOrDefault(table => table.LocalName.Equals(name, Names) && table.Namespace == route.Namespace);
        if (found is null)
        {
            return null;
        }

        var hasRows = await route.To.ScalarAsync($"SELECT 1 FROM {route.To.Dialect.QuoteTable(found)} LIMIT 1", cancellationToken) is not null;
        switch (mode)
        {
            case MigrationMode.Replace:
                Replace(source, found, hasRows, replaced);
                return null;
            case MigrationMode.Append:
                Tell(NoteKind.Changed, source, $"goes to the table {found.Name}, which the target has already; its columns, keys and rows stay as they are.");
                return found;
            default:
                if (hasRows)
                {
                    Tell(NoteKind.Error, source, $"would go to {found.Name}, which has rows. Say append to add to them, replace to drop them, or choose another name with rename.");
                    return null;
                }

                Tell(NoteKind.Changed, source, $"goes to the table {found.Name}, which the target has already and which is empty; its columns and keys stay as they are.");
                return found;
        }
    }

    private void Replace(Table source, Table found, bool hasRows, IReadOnlyCollection<string> replaced)
    {
        var rows = hasRows ? route.Target.Statistics.Rows.TryGetValue(found.Name, out var estimate) && estimate > 0 ? string.Create(CultureInfo.InvariantCulture, $"its rows (about {estimate}) ") : "its rows " : "it ";
        Tell(NoteKind.Changed, source, $"replaces the table {found.Name} of the target: {rows}will be dropped.");
        foreach (var other in route.Target.Tables.Where(table => !replaced.Contains(table.LocalName) && table.ForeignKeys.Any(key => key.ReferencedTable == found.Name)))
        {
            Tell(NoteKind.Error, source, $"cannot replace {found.Name}, since {other.Name} refers to it.");
        }

        // Elsewhere a view only fails while its table is not there.
        foreach (var view in route.Target.Views.Where(view => route.TargetEngine == DatabaseProvider.PostgreSql && SqlTokenizer.Names(view.Sql, [found.LocalName]).Count > 0))
        {
            Tell(NoteKind.Error, source, $"cannot replace {found.Name}, since the view {view.Name} reads it. Drop the view first.");
        }
    }

    private void Tell(NoteKind kind, Table source, string what) => notes.Add(kind, source.Name, null, $"{source.Name} {what}");
}
