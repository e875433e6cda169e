using System.Collections.Immutable;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>
/// Takes a word of ours for a table where the database has a table of that name and another word says what is wanted: "export tickets in crm" and
/// "how many tickets are open" open no ticket.
/// </summary>
internal static class TableSense
{
    /// <summary>What a table may be called without anybody asking for it. Orders to change, secrets and ways round a decision are none of them.</summary>
    private static readonly Concept[] Harmless =
        [Concept.Ticket, Concept.Compare, Concept.Schedule, Concept.Backup, Concept.Fix, Concept.Send, Concept.Save, Concept.Query, Concept.Rollback, Concept.Rows];

    /// <summary>What may be a table besides in a question, which asks for no work. Runs and jobs stay ours, unless the database is named.</summary>
    private static readonly Concept[] Asked = [Concept.Check, Concept.Profile, Concept.Export, Concept.Migrate, Concept.ReportNoun, Concept.Connections, Concept.Status];

    private static readonly Concept[] Ours = [Concept.Runs, Concept.ScheduleNoun];

    public static async Task<IReadOnlyList<Item>> SettleAsync(IReadOnlyList<Item> items, PlannerRequest request, CancellationToken cancellationToken)
    {
        var named = items.SelectMany(item => item.Named).Select(connection => connection.Name).Distinct().ToList();
        var first = items.FirstOrDefault(item => item.IsSpoken && !(item.Is(Concept.Filler) && !item.IsAny(Concept.Asking, Concept.Generic)));
        List<int> asked = [.. Enumerable.Range(0, items.Count).Where(at => MayBeAsked(items[at], first, named.Count > 0))];
        List<int> doubtful = [.. Enumerable.Range(1, Math.Max(0, items.Count - 1)).Where(at => MayBeTable(items[at])).Union(asked)];
        var home = named is [var only] ? only : named.Count == 0 && asked.Count > 0 ? Home(request) : null;
        if (home is null || doubtful.Count == 0 || (asked.Count == 0 && Intentions.Of([.. items.Where((_, at) => !doubtful.Contains(at))]).Count == 0))
            return items;
        var tables = await request.Catalog.ReadTables(home, cancellationToken);
        var names = tables.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var singulars = tables.Select(table => WordKey.Singular(WordKey.Of(table))).ToHashSet(StringComparer.Ordinal);
        return [.. items.Select((item, at) => doubtful.Contains(at) && (names.Contains(item.Text) || (asked.Contains(at) && singulars.Contains(WordKey.Singular(item.Key)))) ? AsTable(item) : item)];
    }

    private static Item AsTable(Item item) => item with { Concepts = ImmutableHashSet<Concept>.Empty, ReadAs = null };

    private static string? Home(PlannerRequest request) =>
        request.Memory.CurrentConnection ?? (request.Catalog.Connections is [var only] ? only.Name : request.Memory.LastConnection);

    private static bool MayBeTable(Item item) =>
        IsWord(item) && (item.ReadAs is not null || item.IsAny(Harmless));

    // "how many profiles per country", "list the tickets", "tickets per agent": several of them, so nothing that is to be done.
    private static bool MayBeAsked(Item item, Item? first, bool isNamed)
    {
        if (first is null || first.Named.Count > 0 || !IsWord(item) || item.ReadAs is not null || !(item.IsAny(Harmless) || item.IsAny(Asked) || (isNamed && item.IsAny(Ours))))
            return false;
        return item != first && first.IsAny(Concept.Asking, Concept.Query, Concept.Status)
            || (item == first || first.Is(Concept.Generic)) && item.Key.EndsWith('s') && !item.Is(Concept.Check);
    }

    private static bool IsWord(Item item) =>
        item is { Kind: TokenKind.Word, Quoted: false, Named.Count: 0 } && item.Concepts.Count > 0
        && !item.IsAny(Concept.Destroy, Concept.Secret, Concept.Privilege, Concept.Bypass, Concept.Override);
}
