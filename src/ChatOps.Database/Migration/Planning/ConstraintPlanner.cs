using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Translation;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Plans what a table's columns are filled with and checked by: computed values, defaults and CHECK constraints.</summary>
internal sealed class ConstraintPlanner(Route route, PlanNotes notes)
{
    /// <summary>Gives every column of the target what fills it.</summary>
    internal void Fill(TableDraft table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Source.Generated)
            {
                Compute(table, column);
            }
            else if (column.Source.Default is not null && !column.Source.Identity)
            {
                column.Target = column.Target with { Default = Default(table, column) };
            }

            if (column.Source.OnUpdate is { } update)
            {
                column.Target = column.Target with { OnUpdate = route.SameEngine ? update : null };
                if (!route.SameEngine)
                {
                    Tell(NoteKind.NotCarried, table, column, $"is set to {update} by every update of its row; the target does not do that");
                }
            }
        }
    }

    internal IReadOnlyList<CheckConstraint> Checks(TableDraft table, TargetNames constraints)
    {
        var checks = new List<CheckConstraint>();
        foreach (var check in table.Source.Checks)
        {
            var translated = route.IsVerbatim(table) ? new Translated(check.Expression, null)
                : route.TargetEngine == DatabaseProvider.MySql && table.Source.ForeignKeys.Any(key => Changes(key) && key.Columns.Intersect(check.Columns).Any()) ? new Translated(null, "MySQL takes no check of a column that a reference changes")
                : SqlTranslation.Condition(check.Expression, route, table);
            if (translated.Sql is { } sql)
            {
                checks.Add(new CheckConstraint(check.Name is null ? null : constraints.Take(check.Name), sql) { Columns = [.. check.Columns.Select(column => table.Find(column)?.Name).OfType<string>()] });
            }
            else
            {
                notes.Add(NoteKind.NotCarried, table.Source.Name, null, $"The check {check.Expression} of {table.Source.Name} is left out, since {translated.Reason}.");
            }
        }

        checks.AddRange(table.Columns.Where(column => column.Condition is not null).Select(column => new CheckConstraint(
            constraints.Take($"{table.Name}_{column.Name}_check"), string.Format(CultureInfo.InvariantCulture, column.Condition!, route.To.Dialect.QuoteIdentifier(column.Name)))
        { Columns = [column.Name] }));
        return checks;
    }

    /// <summary>The reference may change its own columns (MySQL, "CHECK Constraints").</summary>
    private static bool Changes(ForeignKey key) => key.OnUpdate is "CASCADE" or "SET NULL" or "SET DEFAULT" || key.OnDelete is "SET NULL" or "SET DEFAULT";

    private void Compute(TableDraft table, ColumnDraft column)
    {
        var translated = route.IsVerbatim(table) ? new Translated(column.Source.Expression, null) : SqlTranslation.Computed(column.Source.Expression ?? "", route, table, column);
        if (translated.Sql is not { } sql)
        {
            column.Target = column.Target with { Generated = false, Stored = false };
            Tell(NoteKind.Changed, table, column, $"is computed by the source; in the target it is a plain column with the same values, since {translated.Reason}");
            return;
        }

        var stored = column.Source.Stored || route.TargetEngine == DatabaseProvider.PostgreSql;
        column.Target = column.Target with { Expression = sql, Stored = stored };
        if (stored != column.Source.Stored)
        {
            Tell(NoteKind.Changed, table, column, "is computed when it is read; in the target it is computed when it is written, since PostgreSQL only does that");
        }
    }

    private string? Default(TableDraft table, ColumnDraft column)
    {
        var expression = column.Source.Default!;
        if (route.SameEngine && column.Words == column.Source.DeclaredType)
        {
            return expression;
        }

        var translated = DefaultTranslation.Translate(expression, route, table, column);
        if (translated.Reason is { } reason)
        {
            Tell(NoteKind.NotCarried, table, column, $"has the default {expression}, which is left out, since {reason}");
        }
        else if (translated.Sql?.StartsWith("CURRENT_TIMESTAMP", StringComparison.Ordinal) == true && route.SourceEngine == DatabaseProvider.Sqlite != (route.TargetEngine == DatabaseProvider.Sqlite) && !column.Target.WithZone)
        {
            Tell(NoteKind.Changed, table, column, "is filled with the current time, which SQLite takes in UTC and the other engine in the session's own zone");
        }

        return translated.Sql is { Length: > 0 } sql ? sql : null;
    }

    private void Tell(NoteKind kind, TableDraft table, ColumnDraft column, string what) =>
        notes.Add(kind, table.Source.Name, column.Source.Name, $"{table.Source.Name}.{column.Source.Name} {what}.");
}
