using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns of a key in another order.</summary>
internal sealed class CompositeKeyOrder : StructureRule
{
    internal override string Id => "composite-key-order";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key of several columns pairs them crosswise with columns of the same names, which is nearly always a slip; or its own table keeps the columns in another order than the key it refers to, so that joins cannot walk both indexes together (then it is only worth knowing).";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys.Where(key => key.Columns.Count > 1 && key.ReferencedColumns.Count == key.Columns.Count))
        {
            var pairs = key.Columns.Zip(key.ReferencedColumns).ToList();
            if (!Proofs.Is(key.ReferencedTable, table.Name) && pairs.Find(pair => IsCrossed(pair, pairs)) is { First: not null } crossed)
            {
                yield return context.AboutKey(
                    table, key, $"{table.Name}.{crossed.First} is paired with {key.ReferencedTable}.{crossed.Second}, and {crossed.Second} with {crossed.First}: the columns of the reference are crossed.");
            }
            else if (context.Table(key.ReferencedTable) is { } parent && IsTurned(table, pairs, parent))
            {
                yield return context.AboutKey(
                    table, key, $"{table.Name} keeps {string.Join(", ", key.Columns)} in another order than the key {string.Join(", ", parent.PrimaryKey)} of {parent.Name}, to which they refer.") with
                { Severity = Severity.Info };
            }
        }
    }

    /// <summary>Another pair is the same one the other way round.</summary>
    private static bool IsCrossed((string First, string Second) pair, List<(string First, string Second)> pairs) =>
        !Proofs.Is(pair.First, pair.Second) && pairs.Exists(other => Proofs.Is(other.Second, pair.First) && Proofs.Is(other.First, pair.Second));

    /// <summary>The table's own primary key begins with the columns of the reference, and in another order than the primary key of the parent.</summary>
    private static bool IsTurned(Table table, List<(string First, string Second)> pairs, Table parent)
    {
        var wanted = parent.PrimaryKey.Select(target => pairs.Find(pair => Proofs.Is(pair.Second, target)).First).ToList();
        var own = table.PrimaryKey.Take(wanted.Count).ToList();
        return wanted.Count == pairs.Count && wanted.TrueForAll(column => column is not null && own.Contains(column, StringComparer.OrdinalIgnoreCase))
            && !own.SequenceEqual(wanted, StringComparer.OrdinalIgnoreCase);
    }
}
