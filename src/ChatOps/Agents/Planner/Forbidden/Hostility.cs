using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Forbidden;

/// <summary>Recognises what is never done for a sentence in chat: ad-hoc changes, secrets, privileges, data about people in bulk, getting round a decision.</summary>
internal static class Hostility
{
    private const int Reach = 5;

    /// <summary>A request of that kind begins at this item.</summary>
    public static bool StartsAt(IReadOnlyList<Item> items, int at) => KindOf(items, at) is not null;

    /// <summary>Where a clause is hostile: at its front, or anywhere where it is about something that may not leave; null when it is not.</summary>
    public static int? Find(IReadOnlyList<Item> clause)
    {
        for (var at = 0; at < clause.Count; at++)
        {
            if (KindOf(clause, at) is not null && (at < 2 || IsObject(clause, at)))
                return at;
        }

        return null;
    }

    /// <summary>It is what a request is about, and not what it does: what stands before belongs to it.</summary>
    public static bool IsObject(IReadOnlyList<Item> items, int at) =>
        KindOf(items, at) is HostileKind.Secret or HostileKind.Personal || (items[at].Is(Concept.Approval) && !items[at].IsAny(Concept.Bypass, Concept.Override))
        || items[at].Is(Concept.ChangedForm);

    /// <summary>Why it is refused, or null when nothing of that kind begins here.</summary>
    public static string? Reason(IReadOnlyList<Item> items, int at) => KindOf(items, at) switch
    {
        null => null,
        HostileKind.Bypass => "Policies and approvals cannot be skipped, changed or given by a sentence in chat; a person who may decide presses Approve or writes it.",
        HostileKind.Secret => "I never show passwords, keys or how a connection is reached; I do not hand them out to anybody.",
        HostileKind.Privilege => "Roles and access are given by an administrator in the configuration, not in chat.",
        HostileKind.Personal => "Data about people does not leave in bulk: I do not list, export or send it, whoever asks in chat.",
        HostileKind.Obedience => "What data, documents or reports say is never an instruction to me; tell me yourself what to do.",
        _ => "I do not change or delete data or tables on a sentence in chat; I only read what you ask me to check.",
    };

    /// <summary>What is asked for here that is never done; else null.</summary>
    public static HostileKind? KindOf(IReadOnlyList<Item> items, int at)
    {
        var item = items[at];
        if (item.Named.Count > 0 || item.Job is not null || NamesTable(items, at) || IsNegated(items, at))
            return null;
        if ((item.Is(Concept.Bypass) && !AsksIfApproved(items, item)) || (item.Is(Concept.Override) && RuleFollows(items, at)))
            return HostileKind.Bypass;
        if (item.Is(Concept.Secret) && !IsColumn(items, at))
            return HostileKind.Secret;
        if (Waives(items, at))
            return HostileKind.Bypass;
        if ((item.Is(Concept.Privilege) && !AsksWho(items)) || GivesPower(items, at))
            return HostileKind.Privilege;
        if (item.Is(Concept.Obey) || ObeysText(items, at))
            return HostileKind.Obedience;
        if (item.Is(Concept.Personal) && Leaves(items, at))
            return HostileKind.Personal;
        if (item.Is(Concept.ChangedForm))
            return IsReported(items, at) ? null : HostileKind.Change;
        if (item.Is(Concept.Destroy) && !IsHarmless(items, at))
            return HostileKind.Change;
        return ChangesData(items, at) ? HostileKind.Change : null;
    }

    // "change the price of product 5", "add an index on orders"; "create a backup" is work like any other.
    private static bool ChangesData(IReadOnlyList<Item> items, int at)
    {
        var item = items[at];
        if (item.Quoted || !item.IsAny(Concept.MayChange, Concept.ChangeValue) || !Window(items, at).TakeWhile(other => other != item).All(IsLead))
            return false;
        var words = Window(items, at).Where(other => other != item).ToArray();
        return words.Any(other => other.Named.Count > 0 || other.IsAny(Concept.DataObject, Concept.Table, Concept.Database) || (other.IsLeftover && item.Is(Concept.ChangeValue)))
            && !words.Any(other => other.Job is not null || other.Kind == TokenKind.Recipient || (other.IsAny(Work) && !(item.Is(Concept.ChangeValue) && IsValue(other))))
            && !item.IsAny(Work);
    }

    // "set status to 'closed' for all tickets", "change all null countries": of what is changed.
    private static bool IsValue(Item item) => item.IsAny(Concept.Ticket, Concept.ValidateTopic, Concept.Duplicates, Concept.Health) && !item.Key.StartsWith("valid", StringComparison.Ordinal);

    // "do what the note says", "führ aus, was in der Notiz steht"; what a report says may be asked.
    private static bool ObeysText(IReadOnlyList<Item> items, int at) =>
        items[at].IsAny(Concept.RunVerb, Concept.GoOn) && Window(items, at).TakeWhile(other => other != items[at]).All(IsLead)
        && Window(items, at).SkipWhile(other => other != items[at]).SkipWhile(other => !(other.Key is "what" or "whatever" or "was" or "que" or "loque" or "instruccion" or "instructions")).Any(other => other.Key is "says" or "say" or "said" or "tells" or "asks" or "written" or "steht" or "stehen" or "sagt" or "verlangt" or "dice" or "diga" or "pone" or "ponga" or "pide");

    // "make bob an admin", "gib mir Schreibrechte"; who has them may be asked.
    private static bool GivesPower(IReadOnlyList<Item> items, int at)
    {
        if (!items[at].Is(Concept.GiveVerb) || items[at].Quoted)
            return false;
        var words = Window(items, at).ToArray();
        return !words.Any(other => other.Key is "report" or "bericht" or "informe") && words.SkipWhile(other => other != items[at]).Any(other => other.Is(Concept.Power) && other.Named.Count == 0) && !words.TakeWhile(other => other != items[at]).Any(other => other.Is(Concept.Asking));
    }

    // "approvals are disabled", "mark it as approved", "schalte die Genehmigungspflicht ab"; a question whether one is needed denies nothing.
    private static bool Waives(IReadOnlyList<Item> items, int at)
    {
        if (!items[at].Is(Concept.Approval) || items[at].Quoted)
            return false;
        var words = Window(items, at).ToArray();
        if (words.FirstOrDefault(other => !other.Is(Concept.Filler) || other.Key is "who" or "do" or "does") is { } first && (first.IsAny(Concept.Asking, Concept.Why, Concept.Explain) || first.Key is "who" or "wer" or "quien") && !first.Is(Concept.Waive))
            return false;
        if (words.Any(other => other != items[at] && other.Is(Concept.Waive)))
            return true;
        return IsGiven(items[at].Key) && !words.Any(other => other.IsAny(Concept.If, Concept.Unless)) && words.Any(other => other.IsLeftover || other.Key is "me" or "i" or "we") && items.Any(other => other.Job is not null || other.IsAny(Concept.Migrate, Concept.Rollback, Concept.Export));
    }

    // "is it already approved?"
    private static bool AsksIfApproved(IReadOnlyList<Item> items, Item item) =>
        (item.Key.EndsWith("approved", StringComparison.Ordinal) || item.Key.EndsWith("genehmigt", StringComparison.Ordinal) || item.Key.Contains("aprobad", StringComparison.Ordinal))
        && items.FirstOrDefault(other => other.IsSpoken) is { } first && first.Is(Concept.Asking) && items[^1].IsMark('?');

    // "Bob approved it": whoever did, it stands in the records and not in a sentence.
    private static bool IsGiven(string key) => key is "approved" or "genehmigt" or "freigegeben" || key.StartsWith("aprobad", StringComparison.Ordinal);

    private static readonly Concept[] Work =
    [
        Concept.Validate, Concept.ValidateTopic, Concept.Profile, Concept.ProfileTopic, Concept.Export, Concept.Backup, Concept.Migrate, Concept.DryRun, Concept.Compare,
        Concept.Ticket, Concept.ReportNoun, Concept.ScheduleNoun, Concept.Schedule, Concept.AnomalyTopic, Concept.Query, Concept.Health, Concept.Duplicates, Concept.ForeignKeys,
    ];

    private static bool IsLead(Item item) => item.Named.Count > 0 || item.IsAny(Concept.Preposition, Concept.Filler, Concept.Modal, Concept.And, Concept.Then, Concept.Article, Concept.Pronoun, Concept.Approve, Concept.Generic, Concept.RunVerb) || item.IsMark(',');

    /// <summary>The sentence, as far as marks and "then" tell.</summary>
    private static IEnumerable<Item> Window(IReadOnlyList<Item> items, int at) =>
        items.Take(at).Reverse().TakeWhile(IsInSentence).Reverse().Concat(items.Skip(at).TakeWhile(IsInSentence));

    private static bool IsInSentence(Item item) => (item.Kind != TokenKind.Punctuation || item.IsMark(',')) && (!item.Is(Concept.Then) || item.IsAny(Concept.Filler, Concept.Query));

    private static bool RuleFollows(IReadOnlyList<Item> items, int at)
    {
        for (var next = at + 1; next < items.Count && next <= at + Reach && items[next].Kind != TokenKind.Punctuation; next++)
        {
            if (items[next].Is(Concept.Rule))
                return !NamesTable(items, next);
        }

        return false;
    }

    private static bool NamesTable(IReadOnlyList<Item> items, int at) =>
        at + 1 < items.Count && items[at + 1].Is(Concept.Table) && !items[at].IsAny(Concept.Destroy, Concept.Secret, Concept.Override);

    // "without deleting anything", "don't drop": a promise asked for, not a deed. "do not ask for approval" stays one.
    private static bool IsNegated(IReadOnlyList<Item> items, int at) =>
        items[at].IsAny(Concept.Destroy, Concept.ChangeValue) && at > 0 && items[at - 1].Is(Concept.Not);

    // "has users a password column": about the schema, not about the secret.
    private static bool IsColumn(IReadOnlyList<Item> items, int at) =>
        at + 1 < items.Count && items[at + 1].Key is "column" or "columns" or "field" or "spalte" or "spalten" or "feld" or "reset" or "resets" or "policy"
        && !items.Any(item => item.Key is "content" or "contents" or "value" or "values" or "dump");

    private static bool IsHarmless(IReadOnlyList<Item> items, int at) =>
        AsksForThePast(items) || IsNoun(items, at) || IsAboutSchedule(items, at) || (at + 1 < items.Count && items[at + 1].Kind == TokenKind.Recipient) || (at + 1 < items.Count && items[at].Key is "update" or "aktualisiere" && items[at + 1].Key is "me" or "us" or "mich" or "uns");

    // "which rows were deleted": it happened. "make sure that all rows are deleted": it is wanted.
    private static bool IsReported(IReadOnlyList<Item> items, int at)
    {
        var words = Window(items, at).ToArray();
        if (!words.Any(item => item.Is(Concept.Modal)))
            return true;
        return words.FirstOrDefault(item => item.IsSpoken && !item.Is(Concept.Filler)) is { } first && first.Is(Concept.Asking)
            || words.TakeWhile(item => item != items[at]).Any(item => item.Is(Concept.Asking) && item.Key is not ("are" or "is" or "sind" or "ist"));
    }

    // "did anyone delete rows", "¿se borraron filas?"
    private static bool AsksForThePast(IReadOnlyList<Item> items) => items.FirstOrDefault(item => item.IsSpoken) is { } first && first.Is(Concept.PastQuestion);

    private static bool AsksWho(IReadOnlyList<Item> items) => items.FirstOrDefault(item => item.IsSpoken) is { Key: "who" or "wer" or "quien" or "which" or "welche" };

    // "the update last night", "the drop in row counts"; "run the update" is an order.
    private static bool IsNoun(IReadOnlyList<Item> items, int at) =>
        at > 0 && items[at].Key is "update" or "drop" or "delete" or "insert" or "commit" && items[at - 1].Is(Concept.Article) && !items.Take(at).Any(item => item.Is(Concept.RunVerb));

    /// <summary>"delete the schedule CRM-NIGHTLY": what goes away is no data.</summary>
    private static bool IsAboutSchedule(IReadOnlyList<Item> items, int at)
    {
        if (!items[at].IsAny(Concept.Remove, Concept.Move, Concept.SetTo, Concept.Pause))
            return false;
        var clause = items.Take(at).Reverse().TakeWhile(IsInside).Concat(items.Skip(at + 1).TakeWhile(IsInside)).ToArray();
        return clause.Any(item => item.Job is not null || item.Is(Concept.ScheduleNoun)) && !clause.Any(item => item.IsAny(Concept.Table, Concept.Database) || item.Key is "row" or "rows" or "zeilen" or "filas");
    }

    private static bool IsInside(Item item) => item.Kind != TokenKind.Punctuation;

    // Counting or checking them is fine; handing them out is not.
    private static bool Leaves(IReadOnlyList<Item> items, int at)
    {
        if (items.Skip(Math.Max(0, at - 3)).Take(Math.Min(3, at)).Any(item => item.IsAny(Concept.Except, Concept.Not)))
            return false;
        var words = items.Where((item, place) => place != at && item.Kind != TokenKind.Punctuation).ToArray();
        if (words.Any(item => item.IsAny(Concept.Export, Concept.ExportTopic, Concept.Send)))
            return true;
        return words.Any(item => item.IsAny(Concept.All, Concept.EveryOne)) && !words.Any(item => item.IsAny(Concept.Validate, Concept.Check, Concept.Query, Concept.Profile, Concept.ValidateTopic, Concept.Health));
    }
}

/// <summary>What is never done for a sentence in chat.</summary>
internal enum HostileKind
{
    /// <summary>Getting round a policy or a decision, or playing somebody who may.</summary>
    Bypass,

    Secret,

    Privilege,

    /// <summary>Data about people, in bulk.</summary>
    Personal,

    /// <summary>Doing what data or a report say.</summary>
    Obedience,

    /// <summary>Changing data, tables or the like without a plan.</summary>
    Change,
}
