using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>
/// A noun that nothing is known of, where a table would be named ("of the specialists"), can only be a table that nothing else in the question
/// names and that has what is asked for. Which tables those are.
/// </summary>
internal sealed class TableSupposition(SchemaGraph graph, QuestionLexicon lexicon, SchemaNames names)
{
    private const int MostTables = 4;

    /// <summary>Tables whose distance to others is measured, which takes time in a schema of thousands.</summary>
    private const int MostMeasured = 12;

    /// <summary>One column that fits says too little: other tables could have it as well, and do not.</summary>
    private const int LeastSigns = 2;

    /// <summary>Tables named less surely than this may as well not be meant.</summary>
    private const double Named = 0.85;

    /// <summary>The tables that it can be, those that fit most words first; empty where the word may be something else.</summary>
    /// <param name="items">The question as it is read best.</param>
    /// <param name="word">The one noun that is not understood.</param>
    public IReadOnlyList<TableNode> Find(IReadOnlyList<QuestionWord> words, IReadOnlyList<Item> items, out string word)
    {
        var loose = items.Where(item => item.Kind == ItemKind.Unknown && !names.IsMinor(item)).ToList();
        word = loose.Count == 0 ? "" : words[loose[0].From].Stem;
        var stem = word;
        // "the major cities": what stands before a name says something of it.
        var isAdjective = items.Zip(items.Skip(1)).Any(pair => loose.Contains(pair.First) && pair.Second.Kind is ItemKind.Table or ItemKind.Column or ItemKind.Unknown);
        if (loose.Count == 0 || isAdjective || loose.Exists(item => words[item.From].Stem != stem) || !loose.Exists(item => IsOwner(words, item.From)))
            return [];
        var isPeople = lexicon.IsOfPeople(words[loose[0].From].Key);
        var spoken = Spoken(items);
        return [.. graph.Tables.Where(table => !table.IsJunction && !spoken.Contains(table) && (!isPeople || names.HoldsPeople(table)))
            .Select(table => (Table: table, Fits: items.Count(item => Fits(item, table))))
            .Where(candidate => candidate.Fits > 0)
            .OrderByDescending(candidate => candidate.Fits)
            .Take(MostMeasured)
            .Where(candidate => candidate.Fits + spoken.Count(other => graph.Distance(candidate.Table, other) <= 1) >= LeastSigns)
            .Take(MostTables)
            .Select(candidate => candidate.Table)];
    }

    /// <summary>How far a table is from those that are named, in all.</summary>
    public double Distance(TableNode table, IReadOnlyList<Item> items) => Spoken(items).Sum(other => graph.Distance(table, other) ?? 0);

    private static HashSet<TableNode> Spoken(IReadOnlyList<Item> items) =>
        [.. items.Where(item => item.Kind == ItemKind.Table && item.Quality >= Named).Select(item => item.Tables[0].Table)];

    private static bool Fits(Item item, TableNode table) => item.Kind switch
    {
        ItemKind.Column => item.Columns.Any(match => match.Column.Table == table && !match.Column.IsKey && match.Score > item.Columns[0].Score - 0.1),
        ItemKind.Value => item.Values.Any(value => value.Column.Table == table),
        _ => false,
    };

    /// <summary>"which ...", "how many ...", "of the ...", "each ...": there a table is named.</summary>
    private bool IsOwner(IReadOnlyList<QuestionWord> words, int at)
    {
        for (at--; at >= 0 && words[at].Kind == WordKind.Word; at--)
        {
            var cues = lexicon.FindCues(words[at].Key);
            if (cues?.Any(cue => cue is Cue.Which or Cue.HowMany or Cue.Count or Cue.Of or Cue.Each) == true)
                return true;
            if (cues?.Any(cue => cue is Cue.Filler or Cue.Glue) != true)
                return false;
        }

        return false;
    }
}
