using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Begins the plan of every table: its name, where it goes, and the columns that are carried.</summary>
internal sealed class TableDrafts(Route route, SourceSelection selection, MigrationOptions options, ColumnTypes types, PlanNotes notes)
{
    internal async Task<IReadOnlyList<TableDraft>> BeginAsync(CancellationToken cancellationToken)
    {
        var names = new TargetNames(route.TargetEngine, []);
        var named = selection.Tables.Select(table => (Table: table, Name: NameOf(table, names))).ToList();
        var targets = new TargetTables(route, options.Mode, notes);
        var drafts = new List<TableDraft>();
        foreach (var (table, name) in named)
        {
            drafts.Add(Begin(table, name, await targets.FindAsync(table, name, [.. named.Select(pair => pair.Name)], cancellationToken)));
        }

        return drafts;
    }

    /// <summary>Tables of several namespaces come together in one, so a name may be there twice.</summary>
    private string NameOf(Table table, TargetNames names)
    {
        var wanted = selection.Of(table).Rename ?? table.LocalName;
        var name = names.Take(names.IsTaken(wanted) ? table.Name.Replace('.', '_') : wanted);
        if (name != wanted)
        {
            notes.Add(NoteKind.Changed, table.Name, null, $"{table.Name} is called {name} in the target, since {wanted} is {(names.IsTaken(wanted) ? "the name of another table" : "too long")}.");
        }

        return name;
    }

    private TableDraft Begin(Table table, string name, Table? there)
    {
        var choices = selection.Of(table);
        var names = new TargetNames(route.TargetEngine, []);
        var columns = new List<ColumnDraft>();
        foreach (var column in table.Columns)
        {
            var choice = SourceSelection.Of(choices, column);
            var wanted = choice.Rename ?? column.Name;
            var target = there?.Find(wanted);
            if (there is not null && target is null)
            {
                notes.Add(NoteKind.Error, table.Name, column.Name, $"{there.Name} in the target has no column {wanted} for {table.Name}.{column.Name}. Add it, or choose another name with rename.");
            }
            else if (target is not { Generated: true })
            {
                columns.Add(Begin(table, column, choice, target?.Name ?? names.Take(wanted), wanted, target));
            }
        }

        RequireFilled(table, there, columns);
        var fixes = new RowFixes(route, table, choices, notes);
        return new TableDraft(table, name, choices.Where) { Columns = columns, There = there, Condition = fixes.Condition(), Rules = fixes.Rules() };
    }

    private ColumnDraft Begin(Table table, Column column, ColumnOverride choice, string name, string wanted, Column? there)
    {
        if (name != wanted && there is null)
        {
            notes.Add(NoteKind.Changed, table.Name, column.Name, $"{table.Name}.{column.Name} is called {name} in the target, since {wanted} is too long or the name of another column there.");
        }

        foreach (var fix in choice.Fixes)
        {
            notes.Add(NoteKind.Changed, table.Name, column.Name, $"{table.Name}.{column.Name}: {Words(fix)}, as was chosen; the source stays as it is.");
        }

        return types.Begin(column, name, choice, there);
    }

    private static string Words(ValueFix fix) => fix.Kind switch
    {
        FixKind.Trim => "blanks around texts go",
        FixKind.Cast => $"texts that spell a value of the column's type become one{(fix.Argument is { } form ? $", days in the form {form}" : "")}",
        _ => $"NULL becomes '{fix.Argument}'",
    };

    private void RequireFilled(Table table, Table? there, List<ColumnDraft> columns)
    {
        foreach (var column in there?.Columns.Where(column => column is { Nullable: false, Default: null, Generated: false, Identity: false } && !columns.Exists(own => own.Name == column.Name)) ?? [])
        {
            notes.Add(NoteKind.Error, table.Name, null, $"{there!.Name} in the target must have a value in {column.Name}, and {table.Name} has none for it.");
        }
    }
}
