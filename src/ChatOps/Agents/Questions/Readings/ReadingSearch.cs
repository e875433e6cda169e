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
    private const double PerDoubt = 0.35;
    private const double PerCoverBehind = 0.1;

    private readonly ItemFinder _items = new(graph, lexicon, names, today);

    /// <summary>Different statements, best first; empty where nothing of the schema is named or no reading makes a statement.</summary>
    /// <param name="isAbout">Whether anything of the schema was recognised.</param>
    public IReadOnlyList<Reading> Find(IReadOnlyList<QuestionWord> words, out bool isAbout)
    {
        var covers = CoverSearch.Find(_items.Find(words));
        isAbout = covers.Any(cover => cover.Items.Any(IsOfSchema));
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var cover in covers.Where(cover => cover.Items.Any(IsOfSchema)))
        {
            if (Read(cover) is { } reading && !(readings.TryGetValue(reading.Text, out var known) && known.Score >= reading.Score))
                readings[reading.Text] = reading;
        }

        return [.. readings.Values.OrderByDescending(reading => reading.Score)];
    }

    private static bool IsOfSchema(Item item) => item.Kind is ItemKind.Table or ItemKind.Column or ItemKind.Value;

    private Reading? Read(Cover cover)
    {
        var draft = QuestionParser.Parse(cover.Items, names);
        if (Composer.Compose(graph, names, draft) is not { } composed)
            return null;
        var doubt = cover.Items.Where(item => IsOfSchema(item) || item.IsVerb).Sum(item => 1 - item.Quality);
        var score = 1 - (PerLooseWord * draft.Loose.Count) - (PerDoubt * doubt) - draft.Penalty - composed.Penalty + (PerCoverBehind * cover.Behind);
        return new Reading(composed.Select, new SqlRenderer(graph.Dialect).Render(composed.Select), Math.Clamp(score, 0, 1), draft.Loose, composed.Rivals);
    }
}
