using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Verification.Pairing;

/// <summary>The two sides of a table as a migration has planned it.</summary>
internal static class PlannedTable
{
    /// <summary>The table as the database has it now; null where it is gone.</summary>
    internal static Table? Find(Schema schema, Table planned) =>
        schema.Tables.FirstOrDefault(table => table.LocalName == planned.LocalName && table.Namespace == planned.Namespace)
        ?? schema.Tables.FirstOrDefault(table => table.Name == planned.Name);

    internal static TablePair Pair(TablePlan plan, (Table Table, IDialect Dialect) source, (Table Table, IDialect Dialect) target)
    {
        var columns = plan.Columns
            .Select(column => (Column: column, Source: source.Table.Find(column.Source.Name), Target: target.Table.Find(column.Target.Name)))
            .ToList();
        var shared = columns.Where(column => column.Source is not null && column.Target is not null)
            .Select(column => Columns(column.Column, (column.Source!, source.Dialect), (column.Target!, target.Dialect)))
            .ToList();
        var pair = KeyFirst(source.Table, target.Table, shared, KeyOf(plan));
        var gone = columns.Where(column => column.Source is null || column.Target is null).Select(column => $"'{column.Column.Source.Name}'").ToList();
        return pair with
        {
            Source = pair.Source with { Where = plan.Where },
            NotCompared = gone.Count == 0 ? null : $"The plan has {string.Join(", ", gone)}, which one side has no longer.",
        };
    }

    /// <summary>What is read of the target alone; the same as in a pair.</summary>
    internal static VerifiedSide Target(TablePlan plan, Table table, IDialect dialect)
    {
        var columns = plan.Columns.Where(column => table.Find(column.Target.Name) is not null).Select(column =>
        {
            var target = new VerifiedColumn(table.Find(column.Target.Name)!, ComparisonTypes.As(column.Type, ComparisonTypes.Own(dialect, table.Find(column.Target.Name)!)));
            return (new VerifiedColumn(column.Source, column.Type), target);
        }).ToList();
        return KeyFirst(plan.Source, table, columns, KeyOf(plan)).Target;
    }

    private static (VerifiedColumn Source, VerifiedColumn Target) Columns(ColumnPlan plan, (Column Column, IDialect Dialect) source, (Column Column, IDialect Dialect) target)
    {
        var type = ComparisonTypes.As(plan.Type, ComparisonTypes.Own(target.Dialect, target.Column));
        return (new VerifiedColumn(source.Column, ComparisonTypes.As(plan.Type with { Fixed = type.Fixed }, ComparisonTypes.Own(source.Dialect, source.Column))) { Fixes = plan.Fixes }, new VerifiedColumn(target.Column, type));
    }

    /// <summary>Both sides with the key's columns first; without a key where one of them is not compared.</summary>
    /// <param name="key">Names in the source.</param>
    internal static TablePair KeyFirst(Table source, Table target, IReadOnlyList<(VerifiedColumn Source, VerifiedColumn Target)> columns, IReadOnlyList<string> key)
    {
        var keys = key.Select(name => columns.FirstOrDefault(column => column.Source.Column.Name == name)).Where(column => column.Source is not null).ToList();
        keys = keys.Count == key.Count ? keys : [];
        List<(VerifiedColumn Source, VerifiedColumn Target)> ordered = [.. keys, .. columns.Except(keys)];
        return new TablePair(
            source.Name,
            new VerifiedSide(source, [.. ordered.Select(column => column.Source)], keys.Count),
            new VerifiedSide(target, [.. ordered.Select(column => column.Target)], keys.Count));
    }

    /// <summary>From the plan alone, so that it stays the same whatever becomes of the databases.</summary>
    private static IReadOnlyList<string> KeyOf(TablePlan plan) => KeyChoice.Of(plan.Source, [.. plan.Columns.Select(column => column.Source.Name)]);
}
