using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>Why a migration is not taken back: somebody else's rows or objects would go with it. Each is a sentence that says how to go on.</summary>
internal sealed class RollbackObstacles(MigrationRecord record, MadeObjects made, Schema schema, IDialect dialect, StringComparer names)
{
    private const string GoOn = "Keep what is needed (backup.create, or a copy of the table), undo the change, then roll back; or drop the tables by hand.";

    internal IEnumerable<string> OfThePlan()
    {
        var appended = record.Plan.Tables.Where(table => table.IsThere).Select(table => table.Target.Name).ToList();
        if (appended.Count > 0)
        {
            yield return $"The migration added rows to tables that were there before ({string.Join(", ", appended)}), and they cannot be told apart from the others. Restore the backup that was made before the migration, or delete them by hand.";
        }
        else if (record.Plan.Mode == MigrationMode.Replace)
        {
            yield return "The migration was told to replace tables that were there, and what it dropped would not come back. Restore the backup that was made before the migration, or drop the new tables by hand.";
        }
    }

    /// <summary>Later ones that put rows into its tables or made tables of the same names.</summary>
    internal IEnumerable<string> OfLaterMigrations(IEnumerable<MigrationRecord> records) => records
        .SkipWhile(other => other.Run != record.Run).Skip(1)
        .Where(other => other.Plan.Tables.Any(table => record.Plan.Tables.Any(own => own.Target.Namespace == table.Target.Namespace && names.Equals(own.Target.LocalName, table.Target.LocalName))))
        .Select(other => $"The later migration {other.Run} went into the same tables. Roll that one back first.");

    internal IEnumerable<string> OfTheSchema()
    {
        var changes = new TableChanges(dialect.Types, names);
        foreach (var table in made.Tables)
        {
            var differences = changes.Of(table).Concat(schema.Triggers.Where(trigger => names.Equals(trigger.Table, table.Live.Name)).Select(trigger => $"the trigger {trigger.Name}")).ToList();
            if (differences.Count > 0)
            {
                yield return $"The table {table.Live.Name} was changed since the migration: it has {string.Join(", ", differences)}. {GoOn}";
            }
        }
    }

    internal IEnumerable<string> OfDependents()
    {
        var tables = schema.Tables.Where(table => !made.Has(table) && table.ForeignKeys.Any(key => made.Tables.Any(own => names.Equals(own.Live.Name, key.ReferencedTable))));
        foreach (var table in tables)
        {
            yield return $"The table {table.Name}, which the migration did not make, refers to one that it made. Drop that reference, then roll back.";
        }

        List<string> own = [.. made.Tables.Select(table => table.Live.LocalName), .. made.Views.Select(view => view.LocalName)];
        foreach (var view in schema.Views.Where(view => !made.Has(view)))
        {
            if (SqlTokenizer.Names(view.Sql, own) is { Count: > 0 } read)
            {
                yield return $"The view {view.Name}, which the migration did not make, reads {string.Join(", ", read)}. Drop the view, then roll back.";
            }
        }

        foreach (var trigger in schema.Triggers.Where(trigger => !made.Tables.Any(table => names.Equals(table.Live.Name, trigger.Table))))
        {
            if (SqlTokenizer.Names(trigger.Sql, own) is { Count: > 0 } used)
            {
                yield return $"The trigger {trigger.Name} of {trigger.Table} uses {string.Join(", ", used)}. Drop the trigger, then roll back.";
            }
        }
    }

    /// <param name="rows">Of each table now, in the order of the tables that were made.</param>
    internal IEnumerable<string> OfRows(IReadOnlyList<long> rows)
    {
        foreach (var (table, now) in made.Tables.Zip(rows))
        {
            var loaded = record.Loaded.GetValueOrDefault(table.Plan.Source.Name);
            if (now != loaded)
            {
                yield return $"{table.Live.Name} has {now:N0} rows now, and the migration put {loaded:N0} there. {GoOn}";
            }
        }
    }

    /// <param name="changed">Tables whose content is no longer what the verification found.</param>
    internal static IEnumerable<string> OfContent(IEnumerable<MadeTable> changed) =>
        changed.Select(table => $"Rows of {table.Live.Name} were changed since the migration was verified. {GoOn}");
}
