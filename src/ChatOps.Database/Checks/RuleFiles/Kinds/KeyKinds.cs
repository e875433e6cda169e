using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of keys and references.</summary>
internal static class KeyKinds
{
    internal static IReadOnlyList<CheckKind> All { get; } =
    [
        CheckKinds.Rows("unique", binding => Unique(binding, [binding.Column])),
        CheckKinds.Rows("key", binding => Key(binding, [binding.Column])),
        CheckKinds.Rows("references", ColumnReference),
        new CheckKind("unique", false, true, true, binding => Listed(binding) is { } columns ? Unique(binding, columns) : null),
        new CheckKind("key", false, true, true, binding => Listed(binding) is { } columns ? Key(binding, columns) : null),
        new CheckKind("references", false, true, true, TableReference),
    ];

    private static IReadOnlyList<Column>? Listed(CheckBinding binding) => binding.FindColumns(binding.Table, Arguments.Scalars(binding.Argument));

    private static RowCheck Unique(CheckBinding binding, IReadOnlyList<Column> columns) =>
        binding.Rows(columns, Repeated(binding, columns), $"{Share(columns)} with another row", Counted(binding, columns, RepeatedCount(binding, columns)));

    private static RowCheck Key(CheckBinding binding, IReadOnlyList<Column> columns)
    {
        var missing = string.Join(" OR ", columns.Select(column => RowKinds.IsNull(binding, column)));
        var count = $"(SELECT COUNT(*) FROM {binding.From} WHERE {binding.InFilter(missing)}) + {RepeatedCount(binding, columns)}";
        return binding.Rows(
            columns, $"{missing} OR {Repeated(binding, columns)}", $"{(columns.Count == 1 ? "has no value or shares it" : "have no value or share them")} with another row",
            columns.All(column => !column.Nullable) && IsProven(binding, columns) ? new Figure(binding.Checks.CountWhere(binding.InFilter(missing)), false) : new Figure($"SELECT {count} AS cases", true));
    }

    private static string Share(IReadOnlyList<Column> columns) => columns.Count == 1 ? "shares its value" : "share their values";

    /// <summary>A unique index has answered already; the engine would not have let a second row in.</summary>
    private static Figure Counted(CheckBinding binding, IReadOnlyList<Column> columns, string count) =>
        IsProven(binding, columns) ? new Figure(binding.Checks.CountWhere("1 = 0"), false) : new Figure($"SELECT {count} AS cases", true);

    private static bool IsProven(CheckBinding binding, IReadOnlyList<Column> columns) =>
        KeyColumns.IsUnique(binding.Table, [.. columns.Select(column => column.Name)]);

    /// <summary>The rows whose values occur more than once among the rows that are looked at.</summary>
    private static string Repeated(CheckBinding binding, IReadOnlyList<Column> columns)
    {
        var names = Names(binding, columns);
        return $"{(columns.Count == 1 ? names : $"({names})")} IN (SELECT {names} {Groups(binding, columns)})";
    }

    private static string RepeatedCount(CheckBinding binding, IReadOnlyList<Column> columns) =>
        $"(SELECT COALESCE(SUM(agreeing), 0) FROM (SELECT COUNT(*) AS agreeing {Groups(binding, columns)}) AS repeated)";

    private static string Groups(CheckBinding binding, IReadOnlyList<Column> columns)
    {
        var present = string.Join(" AND ", columns.Select(column => $"{binding.Sql.Quote(column.Name)} IS NOT NULL"));
        return $"FROM {binding.From} WHERE {binding.InFilter(present)} GROUP BY {Names(binding, columns)} HAVING COUNT(*) > 1";
    }

    private static string Names(CheckBinding binding, IReadOnlyList<Column> columns) => string.Join(", ", columns.Select(column => binding.Sql.Quote(column.Name)));

    private static RowCheck? ColumnReference(CheckBinding binding)
    {
        var (table, column, at) = binding.Argument switch
        {
            RuleMap map => (Arguments.Text(map.Find("table")), Arguments.Text(map.Find("column")), map.At),
            var node => Split(Arguments.Text(node), node!.At),
        };
        return binding.FindTable(table, at) is { } other && binding.FindColumn(other, column, at) is { } target ? Reference(binding, [binding.Column], other, [target]) : null;
    }

    private static (string Table, string Column, Place At) Split(string text, Place at)
    {
        var dot = text.LastIndexOf('.');
        return (text[..dot], text[(dot + 1)..], at);
    }

    private static RowCheck? TableReference(CheckBinding binding)
    {
        var map = (RuleMap)binding.Argument!;
        var columns = binding.FindColumns(binding.Table, Arguments.Scalars(map.Find("columns")));
        var other = binding.FindTable(Arguments.Text(map.Find("table")), map.Find("table")!.At);
        var targets = other is null ? null : binding.FindColumns(other, Arguments.Scalars(map.Find("to")));
        if (columns is null || other is null || targets is null)
        {
            return null;
        }

        if (columns.Count != targets.Count)
        {
            binding.Problem(map.Find("to")!.At, $"{columns.Count} columns cannot refer to {targets.Count}.");
            return null;
        }

        return Reference(binding, columns, other, targets);
    }

    private static RowCheck Reference(CheckBinding binding, IReadOnlyList<Column> columns, Table other, IReadOnlyList<Column> targets)
    {
        var missing = binding.Checks.IsMissingIn(binding.Table, [.. columns.Select(column => column.Name)], other, [.. targets.Select(column => column.Name)]);
        return binding.Rows(
            columns, missing, $"{(columns.Count == 1 ? "has a value" : "have values")} that no row of {other.Name} has in {string.Join(", ", targets.Select(column => column.Name))}",
            new Figure($"SELECT COUNT(*) AS cases FROM {binding.From} WHERE {binding.InFilter(missing)}", true));
    }
}
