using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Jobs that words can mean.</summary>
/// <param name="Jobs">One where it is clear, several where it must be asked.</param>
/// <param name="Places">The tokens of the words, which say nothing else.</param>
internal sealed record JobMention(IReadOnlyList<CatalogJob> Jobs, IReadOnlyList<(int From, int To)> Places);

/// <summary>Finds a job that is not called by its exact name: misspelt, in part ("the nightly"), or by what it does ("the crm validation").</summary>
internal static class JobFinder
{
    private static readonly Concept[] Handling = [Concept.Pause, Concept.Resume, Concept.Remove, Concept.Move, Concept.NextTime, Concept.ScheduleNoun];

    public static JobMention? Find(string text, IReadOnlyList<Item> items, IReadOnlyList<CatalogJob> jobs)
    {
        if (jobs.Count == 0)
            return null;
        return Misspelt(text, items, jobs) ?? Partly(items, jobs);
    }

    /// <summary>A name in the form of a job's that none has: "HR-WEEKLY"; null where there is none.</summary>
    public static string? Unknown(string text, IReadOnlyList<Item> items)
    {
        for (var at = 0; at < items.Count; at++)
        {
            var length = JoinedLength(text, items, at, 0);
            if (length < 2 || (at > 0 && IsJoint(text, items[at - 1], items[at])))
                continue;
            var written = text[items[at].Start..items.First(item => item.Tokens.To >= items[at].Tokens.From + length).End];
            if (written.Any(char.IsUpper) && !written.Any(char.IsLower))
                return written;
        }

        return null;
    }

    // "CRM-NIGHTLI", "crm nigthly": as many words as the name has, each near to its own.
    private static JobMention? Misspelt(string text, IReadOnlyList<Item> items, IReadOnlyList<CatalogJob> jobs)
    {
        for (var at = 0; at < items.Count; at++)
        {
            foreach (var job in jobs)
            {
                var parts = Tokenizer.Split(job.Name);
                if (IsNear(items, at, parts) || IsJoinedNear(text, items, at, job))
                    return new JobMention([job], [(items[at].Tokens.From, items[at].Tokens.From + JoinedLength(text, items, at, parts.Count))]);
            }
        }

        return null;
    }

    private static bool IsNear(IReadOnlyList<Item> items, int at, IReadOnlyList<Token> parts)
    {
        if (at + parts.Count > items.Count || parts.Count < 2)
            return false;
        var exact = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            var item = items[at + part];
            if (item.Kind != TokenKind.Word || item.Tokens.To - item.Tokens.From != 1)
                return false;
            if (item.Key == parts[part].Key)
                exact++;
            else if (parts[part].Key.Length < 4 || Misspelling.Distance(item.Key, parts[part].Key) is null)
                return false;
        }

        return exact > 0;
    }

    // Words with hyphens are one name: "DWH-LAOD", "SALES-DAILY-9".
    private static bool IsJoinedNear(string text, IReadOnlyList<Item> items, int at, CatalogJob job)
    {
        var length = JoinedLength(text, items, at, 0);
        if (length < 2 || (at > 0 && IsJoint(text, items[at - 1], items[at])))
            return false;
        var last = items.First(item => item.Tokens.To >= items[at].Tokens.From + length);
        var written = text[items[at].Start..last.End];
        return NameMatch.Rank(written, [(job.Name, job.Name)]) is [{ Score: >= 0.7 }];
    }

    private static int JoinedLength(string text, IReadOnlyList<Item> items, int at, int otherwise)
    {
        var end = at;
        while (end + 1 < items.Count && IsJoint(text, items[end], items[end + 1]))
            end++;
        return end > at ? items[end].Tokens.To - items[at].Tokens.From : otherwise;
    }

    private static bool IsJoint(string text, Item left, Item right) => right.Start - left.End == 1 && text[left.End] is '-' or '_';

    // What is done to schedules only: a word of the name or of what the job does is enough, where no other job has it.
    private static JobMention? Partly(IReadOnlyList<Item> items, IReadOnlyList<CatalogJob> jobs)
    {
        // "validate crm next Tuesday" is no question for a time.
        var isWork = items.FirstOrDefault(item => item.IsSpoken && !item.Is(Concept.Filler)) is { } first && first.IsAny(Concept.Validate, Concept.Check, Concept.Profile, Concept.Backup, Concept.Compare, Concept.Migrate, Concept.Export);
        var handled = items.Where((_, at) => !IsVerb(items, at)).Any(item => item.IsAny(Handling) && !(item.Is(Concept.NextTime) && isWork)) && !IsMigration(items);
        var runs = items.Any(item => item.IsAny(Concept.RunVerb, Concept.Ran, Concept.Failed));
        if (!handled && (!runs || items.Any(item => item.IsAny(Concept.Compare, Concept.Backup, Concept.Export, Concept.Profile, Concept.DryRun))))
            return null;
        var scored = jobs.Select(job => (Job: job, Places: Matches(items, job))).Where(pair => pair.Places.Count >= (handled ? 1 : 2)).OrderByDescending(pair => Weight(pair.Places)).ToArray();
        // Without a word that only a schedule takes, what is meant may as well be the work itself: "run the sales validation".
        if (!handled)
            scored = [.. scored.Where(pair => pair.Places.Any(place => place.OfName && items.Any(item => item.Tokens.From == place.From && item.Named.Count == 0)))];
        if (scored.Length == 0 || (items.Any(item => item.Is(Concept.Destroy)) && !IsAboutNothingElse(items, scored[0].Places)))
            return null;
        var best = scored.Where(pair => Weight(pair.Places) == Weight(scored[0].Places)).ToArray();
        return new JobMention([.. best.Select(pair => pair.Job)], [.. best.SelectMany(pair => pair.Places).Where(place => place.OfName).Select(place => (place.From, place.To))]);
    }

    // "delete all orders from sales" is about rows.
    private static bool IsAboutNothingElse(IReadOnlyList<Item> items, List<(int From, int To, bool OfName)> places) => items
        .Where(item => item.IsSpoken && !places.Any(place => place.From == item.Tokens.From))
        .All(item => item.IsAny(Concept.Destroy, Concept.Remove, Concept.Article, Concept.Filler, Concept.ScheduleNoun, Concept.Schedule, Concept.Pronoun) && !item.IsAny(Concept.Rows, Concept.Table));

    // A word of its name tells more than one of what it does.
    private static int Weight(List<(int From, int To, bool OfName)> places) => places.Sum(place => place.OfName ? 3 : 2);

    // "schedule a validation of sales": a new one is wanted.
    private static bool IsVerb(IReadOnlyList<Item> items, int at) =>
        items[at].Is(Concept.ScheduleNoun) && items.Take(at).All(item => item.Is(Concept.Filler) || !item.IsSpoken);

    // "move sales to the warehouse" moves rows.
    private static bool IsMigration(IReadOnlyList<Item> items) =>
        items.Any(item => item.Is(Concept.Migrate)) && Enumerable.Range(1, Math.Max(0, items.Count - 1)).Any(at => items[at].Named.Count > 0 && (items[at - 1].IsAny(Concept.Toward, Concept.Article) && items.Take(at).Any(item => item.Is(Concept.Toward))));

    private static List<(int From, int To, bool OfName)> Matches(IReadOnlyList<Item> items, CatalogJob job)
    {
        var name = Tokenizer.Split(job.Name).Select(token => token.Key).Where(key => key.Any(char.IsLetter) && !char.IsDigit(key[0])).ToArray();
        var does = new Tagger(Lexicon.Default, []).Tag(job.Does).Where(item => item.Key.Length > 2).ToArray();
        var found = new List<(int From, int To, bool OfName)>();
        foreach (var item in items.Where(item => item.Kind == TokenKind.Word))
        {
            if (name.Any(part => item.Key == part || (part.Length >= 5 && Misspelling.Distance(item.Key, part) is not null)))
                found.Add((item.Tokens.From, item.Tokens.To, true));
            else if (does.Any(word => word.Key == item.Key || SameWork(word, item)) || item.Named.Any(connection => does.Any(word => WordKey.Of(connection.Name) == word.Key)))
                found.Add((item.Tokens.From, item.Tokens.To, false));
        }

        return found;
    }

    // "validation" is what "validate" does.
    private static bool SameWork(Item does, Item said) =>
        (does.Is(Concept.Validate) && said.IsAny(Concept.Validate, Concept.Check) || (does.Is(Concept.Validate) && said.Is(Concept.ValidateTopic) && said.Key.StartsWith("valid", StringComparison.Ordinal)))
        || (does.Is(Concept.Migrate) && said.Is(Concept.Migrate) && !said.IsAny(Concept.RunVerb, Concept.Move, Concept.SetTo))
        || (does.Is(Concept.Profile) && said.IsAny(Concept.Profile, Concept.ProfileTopic));
}
