using System.Collections.Immutable;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>Takes a word for a table where the one connection that is named has a table of exactly that name, and another word says what to do: "export tickets in crm" opens no ticket.</summary>
internal static class TableSense
{
    /// <summary>What a table may be called without anybody asking for it. Orders to change, secrets and ways round a decision are none of them.</summary>
    private static readonly Concept[] Harmless =
        [Concept.Ticket, Concept.Compare, Concept.Schedule, Concept.Backup, Concept.Fix, Concept.Send, Concept.Save, Concept.Query, Concept.Rollback, Concept.Rows];

    public static async Task<IReadOnlyList<Item>> SettleAsync(IReadOnlyList<Item> items, PlannerCatalog catalog, CancellationToken cancellationToken)
    {
        var named = items.SelectMany(item => item.Named).Select(connection => connection.Name).Distinct().ToList();
        List<int> doubtful = [.. Enumerable.Range(1, Math.Max(0, items.Count - 1)).Where(at => MayBeTable(items[at]))];
        if (named.Count != 1 || doubtful.Count == 0 || Intentions.Of([.. items.Where((_, at) => !doubtful.Contains(at))]).Count == 0)
            return items;
        var tables = (await catalog.ReadTables(named[0], cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. items.Select((item, at) => doubtful.Contains(at) && tables.Contains(item.Text) ? item with { Concepts = ImmutableHashSet<Concept>.Empty, ReadAs = null } : item)];
    }

    private static bool MayBeTable(Item item) =>
        item is { Kind: TokenKind.Word, Quoted: false, Named.Count: 0 } && item.Concepts.Count > 0 && (item.ReadAs is not null || item.IsAny(Harmless)) && !item.IsAny(Concept.Destroy, Concept.Secret, Concept.Privilege, Concept.Bypass, Concept.Override);
}
