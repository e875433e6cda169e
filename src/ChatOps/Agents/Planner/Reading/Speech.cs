using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Times;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>A request taken apart: what it says about time, and the clauses of the rest.</summary>
internal sealed record Speech
{
    /// <summary>As the person wrote it, cleaned.</summary>
    public required string Text { get; init; }

    /// <summary>The whole text in items, the words about time among them.</summary>
    public required IReadOnlyList<Item> Said { get; init; }

    /// <summary>The items without what is about time.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    public required TimeDraft Time { get; init; }

    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>Jobs that the text means without calling them by their exact name.</summary>
    public required JobMention? MeantJob { get; init; }

    public bool Says(Concept concept) => Items.Any(item => item.Is(concept) && item.Named.Count == 0 && item.Job is null);

    // Words of the name of the one job that is meant are that job.
    private static IReadOnlyList<Item> WithJob(IReadOnlyList<Item> items, JobMention? meant, IReadOnlyList<Token> tokens)
    {
        if (meant is not { Jobs: [var job], Places: [var place, ..] })
            return items;
        var (start, end) = (tokens[place.From].Start, tokens[place.To - 1].End);
        return [.. items.Where(item => item.Start <= start || item.Start >= end).Select(item => item.Start == start ? item with { Job = job, Named = [], Concepts = new HashSet<Concept>() } : item)];
    }

    // An id says nothing about time: r-9h2m.
    private static IEnumerable<(int From, int To)> Runs(IReadOnlyList<(string Id, int Start)> runs, IReadOnlyList<Token> tokens) =>
        Enumerable.Range(0, tokens.Count).Where(at => runs.Any(run => run.Start <= tokens[at].Start && tokens[at].Start < run.Start + run.Id.Length)).Select(at => (at, at + 1));

    // "delete it" after something was put on a schedule.
    private static IReadOnlyList<Item> Pointed(IReadOnlyList<Item> items, PlannerRequest request)
    {
        var spoken = items.Select(item => item.Job).OfType<CatalogJob>().DistinctBy(job => job.Name).ToArray();
        var last = spoken is [var only] ? only.Name : spoken.Length == 0 ? request.Memory.LastOperations.LastOrDefault()?.Job : null;
        if (last is null || !items.Any(item => item.IsAny(Concept.Destroy, Concept.Remove)) || (spoken.Length == 0 && items.Any(item => item.IsLeftover || item.Named.Count > 0)))
            return items;
        var job = request.Catalog.Jobs.FirstOrDefault(known => known.Name.Equals(last, StringComparison.OrdinalIgnoreCase)) ?? new CatalogJob(last, null, "", false);
        return [.. items.Select(item => item.Is(Concept.Pronoun) ? item with { Job = job, Concepts = new HashSet<Concept>() } : item)];
    }

    public static async Task<Speech> OfAsync(string text, PlannerRequest request, CancellationToken cancellationToken)
    {
        var catalog = request.Catalog;
        IReadOnlyList<CatalogConnection> connections = [.. catalog.Connections, .. catalog.MigrationTargets.Where(target => catalog.Connections.All(known => known.Name != target.Name))];
        var tagger = new Tagger(Lexicon.Default, connections, catalog.Jobs);
        var tokens = Tokenizer.Split(text);
        var said = tagger.Tag(text);
        var meant = said.Any(item => item.Job is not null) ? null : JobFinder.Find(text, said, catalog.Jobs);
        var names = said.Where(item => item.Named.Count > 0 || item.Job is not null || item.Quoted).Select(item => item.Tokens).Concat(meant?.Places ?? []).Concat(Runs(RunNames.Places(text, said, request.Memory), tokens));
        var time = TimeReading.Of(text, tokens, names.SelectMany(place => Enumerable.Range(place.From, place.To - place.From)).ToHashSet(), catalog.Now, catalog.TimeZone);
        var settled = await TableSense.SettleAsync(TellSense.Settle(NameSense.Settle(tagger.Tag(time.Rest), connections)), request, cancellationToken);
        var items = Pointed(WithJob(settled, meant, tokens), request);
        return new Speech
        {
            Text = text,
            Said = said,
            Items = items,
            Time = time.Draft,
            Clauses = ClauseReader.Read(ClauseSplitter.Split(items)),
            MeantJob = meant,
        };
    }
}
