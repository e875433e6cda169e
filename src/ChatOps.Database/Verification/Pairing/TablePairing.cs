using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;

namespace ChatOps.Database.Verification.Pairing;

/// <summary>Which tables and columns of two databases belong together.</summary>
internal sealed class TablePairing
{
    private readonly Schema _source;
    private readonly Schema _target;
    private readonly IDialect _sourceDialect;
    private readonly IDialect _targetDialect;

    internal TablePairing((Schema Schema, IDialect Dialect) source, (Schema Schema, IDialect Dialect) target) =>
        (_source, _sourceDialect, _target, _targetDialect) = (source.Schema, source.Dialect, target.Schema, target.Dialect);

    /// <summary>In the source's order; then what only the target has.</summary>
    /// <param name="names">Only these tables, compared without case; null for all but our own.</param>
    /// <exception cref="DatabaseException">A table that somebody named is on neither side.</exception>
    internal (IReadOnlyList<TablePair> Pairs, IReadOnlyList<LoneTable> Lone) ByName(IReadOnlyList<string>? names)
    {
        RequireKnown(names, [.. Named(_source), .. Named(_target)]);
        var (pairs, lone) = (new List<TablePair>(), new List<LoneTable>());
        var paired = new HashSet<Table>(ReferenceEqualityComparer.Instance);
        foreach (var table in _source.Tables.Where(table => IsMeant(table.Name, names)))
        {
            if (PartnerOf(table) is not { } partner || !paired.Add(partner))
            {
                lone.Add(new LoneTable(table.Name, table, true, $"The target has no table '{table.Name}'."));
            }
            else
            {
                pairs.Add(Pair(table, partner));
            }
        }

        lone.AddRange(_target.Tables.Where(table => IsMeant(table.Name, names) && !paired.Contains(table))
            .Select(table => new LoneTable(table.Name, table, false, $"The source has no table '{table.Name}'.")));
        return (pairs, lone);
    }

    /// <summary>As a migration has planned them, with the columns as both databases have them now.</summary>
    /// <exception cref="DatabaseException">The plan has no table that somebody named.</exception>
    internal (IReadOnlyList<TablePair> Pairs, IReadOnlyList<LoneTable> Lone) ByPlan(MigrationPlan plan, IReadOnlyList<string>? names)
    {
        RequireKnown(names, [.. plan.Tables.Select(table => table.Source.Name)]);
        var (pairs, lone) = (new List<TablePair>(), new List<LoneTable>());
        foreach (var planned in plan.Tables.Where(table => IsMeant(table.Source.Name, names)))
        {
            var source = PlannedTable.Find(_source, planned.Source);
            var target = PlannedTable.Find(_target, planned.Target);
            if (source is null || target is null)
            {
                var name = planned.Source.Name;
                lone.Add(source is null
                    ? new LoneTable(name, target, false, $"The source has no table '{name}' any more.")
                    : new LoneTable(name, source, true, $"The target has no table '{planned.Target.Name}'."));
                continue;
            }

            pairs.Add(PlannedTable.Pair(planned, (source, _sourceDialect), (target, _targetDialect)));
        }

        return (pairs, lone);
    }

    /// <summary>By the exact name, then without case, then without the namespace where that names only one.</summary>
    private Table? PartnerOf(Table table) =>
        _target.Tables.FirstOrDefault(other => other.Name == table.Name)
        ?? Only(_target.Tables.Where(other => Same(other.Name, table.Name)))
        ?? Only(_target.Tables.Where(other => Same(other.LocalName, table.LocalName) && !_source.Tables.Any(own => Same(own.Name, other.Name))));

    private TablePair Pair(Table source, Table target)
    {
        var columns = source.Columns.Select(column => (Source: column, Target: target.Find(column.Name))).ToList();
        var shared = columns.Where(pair => pair.Target is not null).Select(pair => PairOf(pair.Source, pair.Target!)).ToList();
        var key = KeyChoice.Of(source, [.. shared.Select(pair => pair.Source.Column.Name)]);
        if (key.Count == 0)
        {
            var targetKey = KeyChoice.Of(target, [.. shared.Select(pair => pair.Target.Column.Name)]);
            key = [.. targetKey.Select(name => shared.First(pair => pair.Target.Column.Name == name).Source.Column.Name)];
        }

        var pair = PlannedTable.KeyFirst(source, target, shared, key);
        return pair with { NotCompared = OneSided(columns.Where(item => item.Target is null).Select(item => item.Source), target.Columns.Except(shared.Select(item => item.Target.Column))) };
    }

    private (VerifiedColumn Source, VerifiedColumn Target) PairOf(Column source, Column target)
    {
        var (one, other) = ComparisonTypes.Of(ComparisonTypes.Own(_sourceDialect, source), ComparisonTypes.Own(_targetDialect, target));
        return (new VerifiedColumn(source, one), new VerifiedColumn(target, other));
    }

    private static string? OneSided(IEnumerable<Column> source, IEnumerable<Column> target)
    {
        var sentences = new[] { (Columns: source, Side: "source"), (Columns: target, Side: "target") }
            .Select(side => (Names: string.Join(", ", side.Columns.Select(column => $"'{column.Name}'")), side.Side))
            .Where(side => side.Names.Length > 0)
            .Select(side => $"Only the {side.Side} has {side.Names}.")
            .ToList();
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static IEnumerable<string> Named(Schema schema) => schema.Tables.Select(table => table.Name);

    private static void RequireKnown(IReadOnlyList<string>? names, IReadOnlyList<string> known)
    {
        var unknown = (names ?? []).Where(name => !known.Any(table => Same(table, name))).ToList();
        if (unknown.Count > 0)
        {
            throw new DatabaseException(
                DatabaseProblem.BadStatement,
                $"There is no table {string.Join(", ", unknown.Select(name => $"'{name}'"))} on either side. There are: {string.Join(", ", known.Distinct(StringComparer.OrdinalIgnoreCase).Take(20))}{(known.Count > 20 ? ", ..." : "")}. Nothing was compared.");
        }
    }

    private static bool IsMeant(string table, IReadOnlyList<string>? names) =>
        names is null ? !table.StartsWith(TableSelection.OwnPrefix, StringComparison.Ordinal) : names.Any(name => Same(name, table));

    private static Table? Only(IEnumerable<Table> tables) => tables.Take(2).ToList() is [var only] ? only : null;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
