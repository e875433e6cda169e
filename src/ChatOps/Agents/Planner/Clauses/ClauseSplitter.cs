using ChatOps.Agents.Planner.Forbidden;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>
/// Cuts a request into clauses: at conjunctions, marks and conditions, and before a word that may not be obeyed.
/// A stretch that asks nothing by itself belongs to its neighbour, so "customers and orders" stays together.
/// </summary>
internal static class ClauseSplitter
{
    private static readonly Concept[] Cues =
    [
        Concept.Validate, Concept.Check, Concept.ValidateTopic, Concept.Profile, Concept.ProfileTopic, Concept.AnomalyTopic, Concept.Export,
        Concept.ExportTopic, Concept.Migrate, Concept.Schedule, Concept.Query, Concept.Rollback, Concept.Backup, Concept.Compare, Concept.Fix,
        Concept.Send, Concept.Ticket, Concept.Save, Concept.If, Concept.Unless,
    ];

    public static IReadOnlyList<IReadOnlyList<Item>> Split(IReadOnlyList<Item> items)
    {
        var pieces = new List<List<Item>> { new() };
        for (var at = 0; at < items.Count; at++)
        {
            var item = items[at];
            var inHostile = pieces[^1].Count > 0 && Hostility.StartsAt(pieces[^1], 0);
            if (IsSeparator(item) || (!inHostile && (StartsPiece(items, at) || item.IsAny(Concept.If, Concept.Unless))))
                pieces.Add([]);
            pieces[^1].Add(item);
        }

        return Merge(pieces);
    }

    public static bool IsSeparator(Item item) =>
        !item.Quoted && item.Named.Count == 0 && item.Job is null
        && (item.IsAny(Concept.And, Concept.Then) || (item.Kind == TokenKind.Punctuation && !item.IsMark(':')));

    public static bool IsCue(Item item) => item.Job is not null || (!item.Quoted && (item.IsAny(Cues) || (item.Is(Concept.Pause) && item.Is(Concept.Pronoun)) || (item.Is(Concept.Cancel) && !item.Is(Concept.Filler))));

    private static List<IReadOnlyList<Item>> Merge(List<List<Item>> pieces)
    {
        var clauses = new List<List<Item>>();
        foreach (var piece in pieces.Where(piece => piece.Count > 0))
        {
            var open = clauses.Count > 0 && !AsksSomething(clauses[0]);
            if (clauses.Count > 0 && (open || !AsksSomething(piece)) && !(open && StartsHostile(piece)))
                clauses[^1].AddRange(piece);
            else
                clauses.Add([.. piece]);
        }

        return [.. clauses];
    }

    // What may not be shown or sent is the object of what stands before it, not a request of its own.
    private static bool StartsPiece(IReadOnlyList<Item> items, int at) => Hostility.StartsAt(items, at) && !Hostility.IsObject(items, at);

    private static bool AsksSomething(List<Item> piece) => StartsHostile(piece) || (piece.Where((_, at) => !IsListedNoun(piece, at)).Any(IsCue) && !StartsException(piece));

    // "everything but logs and reviews": no verb that asks for something ends in -s.
    private static bool IsListedNoun(List<Item> piece, int at) =>
        at > 0 && IsSeparator(piece[at - 1]) && piece[at].Is(Concept.Check) && piece[at].ReadAs is null && piece[at].Key.EndsWith('s');

    // ", but not reviews": a list of what is left out, although "review" is a verb too.
    private static bool StartsException(List<Item> piece) =>
        piece.SkipWhile(IsSeparator).FirstOrDefault() is { } first && first.Is(Concept.Except) && !first.IsAny(Concept.If, Concept.Unless);

    private static bool StartsHostile(List<Item> piece) =>
        Hostility.Find(piece) is not null;
}
