using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Readings.Composing;
using ChatOps.Agents.Questions.Readings.Grammar;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>Reads a question in every way that its words allow and ranks the readings.</summary>
internal sealed class ReadingSearch(SchemaGraph graph, QuestionLexicon lexicon, SchemaNames names, DateOnly today)
{
    private const double PerLooseWord = 0.3;
    internal const double PerDoubt = 0.35;
    private const double PerCoverBehind = 0.1;

    /// <summary>A table that a word is supposed to mean has to fit so much better than every other.</summary>
    private const double Lead = 0.05;

    /// <summary>What each step to the tables that are named takes from its rank.</summary>
    private const double PerHop = 0.06;

    private readonly ItemFinder _items = new(graph, lexicon, names, today);

    /// <summary>Different statements, best first; empty where nothing of the schema is named or no reading makes a statement.</summary>
    /// <param name="isAbout">Whether anything of the schema was recognised.</param>
    public IReadOnlyList<Reading> Find(IReadOnlyList<QuestionWord> words, out bool isAbout)
    {
        var covers = CoverSearch.Find(_items.Find(words));
        isAbout = covers.Any(cover => cover.Items.Any(IsOfSchema));
        var readings = Read(covers);
        return isAbout && (readings.Count == 0 || readings[0].Loose.Count > 0) ? Supposed(words, covers[0].Items, readings) : readings;
    }

    private List<Reading> Read(IReadOnlyList<Cover> covers)
    {
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var cover in covers.Where(cover => cover.Items.Any(IsOfSchema)))
        {
            if (Read(cover) is { } reading && !(readings.TryGetValue(reading.Text, out var known) && known.Score >= reading.Score))
                readings[reading.Text] = reading;
        }

        return [.. readings.Values.OrderByDescending(reading => reading.Score)];
    }

    /// <summary>The readings with the one unknown noun taken for a table, where one table fits better than the others.</summary>
    private List<Reading> Supposed(IReadOnlyList<QuestionWord> words, IReadOnlyList<Item> items, List<Reading> readings)
    {
        var supposition = new TableSupposition(graph, lexicon, names);
        var ranked = new List<(Reading Reading, double Rank)>();
        foreach (var table in supposition.Find(words, items, out var stem))
        {
            var found = Read(CoverSearch.Find(_items.Find(words, (stem, table))));
            if (found.Count > 0)
                ranked.Add((found[0] with { Supposed = (words.First(word => word.Stem == stem).Text, table) }, found[0].Score - (PerHop * supposition.Distance(table, items))));
        }

        ranked = [.. ranked.OrderByDescending(one => one.Rank)];
        var isClear = ranked.Count > 0 && (ranked.Count == 1 || ranked[0].Rank > ranked[1].Rank + Lead) && (readings.Count == 0 || ranked[0].Reading.Score > readings[0].Score);
        return isClear ? [ranked[0].Reading, .. readings] : readings;
    }

    private static bool IsOfSchema(Item item) => item.Kind is ItemKind.Table or ItemKind.Column or ItemKind.Value;

    private Reading? Read(Cover cover)
    {
        var draft = QuestionParser.Parse(cover.Items, names);
        if (Composer.Compose(graph, names, draft) is not { } composed)
            return null;
        var doubt = cover.Items.Where(item => IsOfSchema(item) || item.Kind == ItemKind.Cue).Sum(item => 1 - item.Quality);
        var score = 1 - (PerLooseWord * draft.Loose.Count) - (PerDoubt * doubt) - draft.Penalty - composed.Penalty + (PerCoverBehind * cover.Behind);
        return new Reading(composed.Select, new SqlRenderer(graph.Dialect).Render(composed.Select), Math.Clamp(score, 0, 1), draft.Loose, composed.Rivals);
    }
}
