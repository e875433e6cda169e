using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Puts referenced tables before those that refer to them.</summary>
internal static class ReferenceOrder
{
    /// <summary>Depth first, so that a circle is cut at one reference only; else the order stays.</summary>
    internal static IReadOnlyList<TablePlan> Sort(IReadOnlyList<TablePlan> tables)
    {
        var byName = tables.ToDictionary(table => table.Source.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sorted = new List<TablePlan>();
        var open = new Stack<(TablePlan Table, Queue<string> Parents)>();
        foreach (var table in tables)
        {
            Enter(table);
            while (open.TryPeek(out var top))
            {
                if (!top.Parents.TryDequeue(out var parent))
                {
                    sorted.Add(open.Pop().Table);
                }
                else if (byName.TryGetValue(parent, out var next))
                {
                    Enter(next);
                }
            }
        }

        return sorted;

        void Enter(TablePlan table)
        {
            if (seen.Add(table.Source.Name))
            {
                open.Push((table, new Queue<string>(table.Source.ForeignKeys.Select(key => key.ReferencedTable))));
            }
        }
    }
}
