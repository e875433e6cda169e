using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>What somebody has changed on a table since a migration made it. What a migration was still to make is no change.</summary>
internal sealed class TableChanges(ITypeMap types, StringComparer names)
{
    /// <returns>Such as <c>the new column note</c>.</returns>
    internal IEnumerable<string> Of(MadeTable table)
    {
        var (planned, live) = (table.Plan.Target, table.Live);
        foreach (var column in live.Columns.Where(column => !planned.Columns.Any(own => names.Equals(own.Name, column.Name))))
        {
            yield return $"the new column {column.Name}";
        }

        foreach (var column in planned.Columns)
        {
            var now = live.Columns.FirstOrDefault(own => names.Equals(own.Name, column.Name));
            if (now is null)
            {
                yield return $"no column {column.Name} any more";
            }
            else if (types.Read(now) != types.Read(column))
            {
                yield return $"another type of {column.Name}";
            }
        }

        foreach (var index in live.Indexes.Where(index => index.Origin != IndexOrigin.PrimaryKey && !IsPlanned(planned, index)))
        {
            yield return $"the new index {index.Name}";
        }

        foreach (var key in live.ForeignKeys.Where(key => !planned.ForeignKeys.Any(own => Same(own.Columns, key.Columns) && names.Equals(own.ReferencedTable, key.ReferencedTable))))
        {
            yield return $"a new reference to {key.ReferencedTable}";
        }

        if (live.Checks.Count > planned.Checks.Count)
        {
            yield return "a new condition";
        }
    }

    /// <summary>MySQL makes an index of its own for a reference that has none.</summary>
    private bool IsPlanned(Table planned, Index index) =>
        planned.Indexes.Any(own => own.Unique == index.Unique && (Same(own.Columns, index.Columns) || (names.Equals(own.Name, index.Name) && own.Columns.Contains(null))))
        || planned.ForeignKeys.Any(key => Same(key.Columns, index.Columns));

    private bool Same(IReadOnlyList<string?> left, IReadOnlyList<string?> right) => left.SequenceEqual(right, names);
}
