using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Checks of one table against another, here or on another connection.</summary>
internal static class MatchKinds
{
    internal const string Keys = "keys";

    internal const string Sum = "sum";

    internal static IReadOnlyList<CheckKind> All { get; } = [new CheckKind("matches", false, false, true, Matches)];

    private static BoundCheck? Matches(CheckBinding binding)
    {
        var map = (RuleMap)binding.Argument!;
        var compare = Arguments.Text(map.Find("compare"));
        var connection = map.Find("connection") is RuleScalar named ? binding.FindConnection(named.Text, named.At) : null;
        if (map.Find("connection") is not null && connection is null)
        {
            return null;
        }

        var schema = connection is null ? null : binding.SchemaOf(connection);
        var at = map.Find("table")!.At;
        var name = Arguments.Text(map.Find("table"));
        var other = connection is null ? binding.FindTable(name, at) : schema is null ? null : FindIn(binding, schema, name, at);
        var columns = binding.FindColumns(binding.Table, Arguments.Scalars(map.Find("columns")));
        var targets = other is null ? null : binding.FindColumns(other, Arguments.Scalars(map.Find("to") ?? map.Find("columns")));
        if (other is null || columns is null || targets is null || !AreEnough(binding, map, compare, columns.Count, targets.Count))
        {
            return null;
        }

        var tolerance = Arguments.Number(map.Find("tolerance")) ?? 0;
        return connection is null
            ? Here(binding, compare, columns, other, targets, tolerance)
            : new CrossCheck(binding.Definition, binding.Table, NamesOf(columns), compare, binding.Filter, connection, other, NamesOf(targets), tolerance);
    }

    private static Table? FindIn(CheckBinding binding, Schema schema, string name, Place at)
    {
        var found = BindingScope.Find(schema, name);
        if (found is null)
        {
            binding.Problem(at, $"There is no table '{name}' there{NearestName.Hint(name, schema.Tables.Select(table => table.Name))}");
        }

        return found;
    }

    private static bool AreEnough(CheckBinding binding, RuleMap map, string compare, int columns, int targets)
    {
        var problem = compare switch
        {
            Keys when columns == 0 => "keys needs the columns of the key.",
            Sum when columns != 1 => "sum needs exactly one column.",
            _ when columns != targets => $"{columns} columns cannot be compared with {targets}.",
            Keys when map.Find("tolerance") is not null => "Keys agree or do not; they take no tolerance.",
            _ => null,
        };
        if (problem is not null)
        {
            binding.Problem(map.At, problem);
        }

        return problem is null;
    }

    private static IReadOnlyList<string> NamesOf(IReadOnlyList<Column> columns) => [.. columns.Select(column => column.Name)];

    private static BoundCheck Here(CheckBinding binding, string compare, IReadOnlyList<Column> columns, Table other, IReadOnlyList<Column> targets, double tolerance)
    {
        var (from, there) = (binding.From, binding.Sql.Table(other));
        var where = binding.Filter is null ? "" : $" WHERE {binding.Filter}";
        if (compare == Keys)
        {
            return new QueryCheck(
                binding.Definition, binding.Table, NamesOf(columns),
                $"SELECT {binding.Sql.Literal(binding.Table.Name)} AS only_in, {Selected(binding, columns, columns)} FROM {from} WHERE {binding.InFilter(binding.Checks.IsMissingIn(binding.Table, NamesOf(columns), other, NamesOf(targets)))} "
                + $"UNION ALL SELECT {binding.Sql.Literal(other.Name)}, {Selected(binding, targets, columns)} FROM {there} WHERE {MissingHere(binding, columns, other, targets)}",
                $"keys are not the same as in {other.Name}");
        }

        var (own, theirs) = compare == Sum ? ($"SUM({binding.Sql.Quote(columns[0].Name)})", $"SUM({binding.Sql.Quote(targets[0].Name)})") : ("COUNT(*)", "COUNT(*)");
        var noun = compare == Sum ? $"sum of {columns[0].Name}" : "number of rows";
        return binding.MeasureAlone(
            $"(SELECT COALESCE({own}, 0) FROM {from}{where}) - (SELECT COALESCE({theirs}, 0) FROM {there})", new Bounds(-tolerance, tolerance, null, null),
            $"The {noun} of {binding.Table.Name} less that of {other.Name}");
    }

    /// <summary>With a filter, a key counts as here only where its row is looked at.</summary>
    private static string MissingHere(CheckBinding binding, IReadOnlyList<Column> columns, Table other, IReadOnlyList<Column> targets)
    {
        if (binding.Filter is null)
        {
            return binding.Checks.IsMissingIn(other, NamesOf(targets), binding.Table, NamesOf(columns));
        }

        var theirs = string.Join(", ", targets.Select(column => binding.Sql.Quote(column.Name)));
        var own = string.Join(", ", columns.Select(column => binding.Sql.Quote(column.Name)));
        var present = string.Join(" AND ", columns.Select(column => $"{binding.Sql.Quote(column.Name)} IS NOT NULL"));
        var inside = string.Join(" AND ", targets.Select(column => $"{binding.Sql.Quote(column.Name)} IS NOT NULL"));
        return $"{inside} AND ({theirs}) NOT IN (SELECT {own} FROM {binding.From} WHERE {binding.InFilter(present)})";
    }

    private static string Selected(CheckBinding binding, IReadOnlyList<Column> columns, IReadOnlyList<Column> names) =>
        string.Join(", ", columns.Zip(names, (column, name) => $"{binding.Sql.Quote(column.Name)} AS {binding.Sql.Quote(name.Name)}"));
}
