using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>Finds everything that each stretch of a question can stand for.</summary>
internal sealed class ItemFinder(SchemaGraph graph, QuestionLexicon lexicon, SchemaNames names, DateOnly today)
{
    private const int LongestName = 5;
    private const double CueWeight = 1.02;
    private const double UnknownWeight = -0.35;
    private const double SupposedQuality = 0.75;
    private const double StateQuality = 0.95;
    private const double PassedQuality = 0.8;

    private static readonly HashSet<Cue> Places = [Cue.Ordinal];

    private readonly PeriodFinder _periods = new(lexicon, today);
    private readonly StateWords _states = new(graph, lexicon, names);

    /// <summary>The items by their first word.</summary>
    /// <param name="supposed">A word by its stem, and the table that it is taken for.</param>
    public IReadOnlyList<IReadOnlyList<Item>> Find(IReadOnlyList<QuestionWord> words, (string Stem, TableNode Table)? supposed = null)
    {
        var found = new List<IReadOnlyList<Item>>();
        for (var at = 0; at < words.Count; at++)
            found.Add(supposed is { } table && words[at].Stem == table.Stem ? [Supposed(words, at, table.Table)] : [.. At(words, at)]);
        return found;
    }

    private static Item Supposed(IReadOnlyList<QuestionWord> words, int at, TableNode table) =>
        Make(words, at, 1, ItemKind.Table, SupposedQuality, 1) with { Tables = [new TableMatch(table, SupposedQuality)] };

    private IEnumerable<Item> At(IReadOnlyList<QuestionWord> words, int at)
    {
        switch (words[at].Kind)
        {
            case WordKind.Stop:
                return [Make(words, at, 1, ItemKind.Stop, 1, 1)];
            case WordKind.Comma:
                return [Make(words, at, 1, ItemKind.Comma, 1, 1)];
            case WordKind.Possessive:
                return [Make(words, at, 1, ItemKind.Possessive, 1, 1)];
            case WordKind.Quoted:
                return [Quoted(words, at)];
            case WordKind.Number:
                return [.. Numbers(words, at), .. Names(words, at), .. Values(words, at)];
            default:
                return Words(words, at);
        }
    }

    private List<Item> Words(IReadOnlyList<QuestionWord> words, int at)
    {
        var items = new List<Item>();
        items.AddRange(Phrases(words, at));
        // "Show", "List" at the beginning of a sentence ask, whatever else is called so.
        if (items.Exists(item => item.Is(Cue.Ask)) && IsAtBeginning(words, at))
            return items;
        items.AddRange(Names(words, at));
        items.AddRange(Values(words, at));
        items.AddRange(Numbered(words, at));
        if (_states.At(words, at) is { Count: > 0 } states)
            items.Add(Make(words, at, 1, ItemKind.Value, StateQuality, StateQuality) with { Values = states });
        if (lexicon.OrdinalOf(words[at].Key) is { } place)
            items.Add(Make(words, at, 1, ItemKind.Cue, 1, CueWeight) with { Cues = Places, Number = place });
        if (_periods.Find(words, at) is var (period, length))
            items.Add(Make(words, at, length, ItemKind.Period, 1, 1.1) with { Period = period });
        if (words[at].Number is not null && words[at].Kind == WordKind.Word)
            items.AddRange(Numbers(words, at));
        if (!items.Exists(item => item.Length == 1))
            items.Add(Make(words, at, 1, ItemKind.Unknown, 0, UnknownWeight));
        return items;
    }

    private IEnumerable<Item> Phrases(IReadOnlyList<QuestionWord> words, int at)
    {
        var phrase = "";
        for (var length = 1; length <= lexicon.LongestPhrase && at + length <= words.Count; length++)
        {
            var word = words[at + length - 1];
            if (word.Kind is not (WordKind.Word or WordKind.Sign or WordKind.Number))
                yield break;
            phrase = length == 1 ? word.Key : $"{phrase} {word.Key}";
            var (cues, degree, measure) = (lexicon.FindCues(phrase), lexicon.FindDegree(phrase), lexicon.FindMeasure(phrase));
            // A verb of measure names one only after "how much".
            if (measure is not null && (length > 1 || AsksAmount(words, at)))
                yield return Make(words, at, length, ItemKind.Measure, 1, CueWeight) with { Measure = measure };
            if (degree is not null)
                yield return Make(words, at, length, ItemKind.Degree, 1, CueWeight) with { Degree = degree, Cues = cues ?? new HashSet<Cue>() };
            else if (cues is not null)
                yield return Make(words, at, length, ItemKind.Cue, IsOnlyGlue(cues) ? Passing(words, at, length) : IsPassedOver(words, at, length, cues) ? PassedQuality : 1, length > 1 ? CueWeight : WeightOf(cues)) with { Cues = cues };
        }
    }

    private static bool IsOnlyGlue(IReadOnlySet<Cue> cues) => cues.Contains(Cue.Glue) && !cues.Any(cue => cue is Cue.Verb or Cue.Filler or Cue.Ask);

    /// <summary>"per category": a word that mostly says nothing is the name of a table here.</summary>
    private bool IsPassedOver(IReadOnlyList<QuestionWord> words, int at, int length, IReadOnlySet<Cue> cues) =>
        length == 1 && cues.Contains(Cue.Filler) && names.Tables([words[at]]) is [{ Score: > 0.9 }, ..];

    /// <summary>A verb that could as well name something of the schema is passed over with some doubt: most where it is what a table is called after.</summary>
    private double Passing(IReadOnlyList<QuestionWord> words, int at, int length)
    {
        var stretch = words.Skip(at).Take(length).ToList();
        if (names.Tables(stretch) is [{ Score: > 0.75 }, ..])
            return 0.6;
        if (length == 1 && _states.IsDoubtful(words, at))
            return 0.8;
        return names.Columns(stretch) is [{ Score: > 0.7 }, ..] ? 0.8 : 1;
    }

    /// <summary>Nothing stands before it in its sentence but "please" and the like.</summary>
    private bool IsAtBeginning(IReadOnlyList<QuestionWord> words, int at)
    {
        while (at > 0 && words[at - 1].Kind == WordKind.Word && lexicon.FindCues(words[at - 1].Key)?.Any(cue => cue is Cue.Filler or Cue.Ask or Cue.Verb) == true)
            at--;
        return at == 0 || words[at - 1].Kind == WordKind.Stop;
    }

    private bool AsksAmount(IReadOnlyList<QuestionWord> words, int at) =>
        Enumerable.Range(0, at).Any(index => index + 1 < at && lexicon.FindCues($"{words[index].Key} {words[index + 1].Key}")?.Contains(Cue.HowMuch) == true);

    // Words that hold a sentence together give way to a name or a value of the same length.
    private static double WeightOf(IReadOnlySet<Cue> cues) => cues.All(cue => cue is Cue.Filler or Cue.Glue or Cue.Ask or Cue.Times or Cue.TextPart or Cue.Last) ? 0.55 : CueWeight;

    private IEnumerable<Item> Names(IReadOnlyList<QuestionWord> words, int at)
    {
        for (var length = 1; length <= LongestName && at + length <= words.Count; length++)
        {
            var stretch = words.Skip(at).Take(length).ToList();
            if (stretch.Exists(word => word.Kind is not (WordKind.Word or WordKind.Number)) || EndsInVerb(stretch) || (length > 1 && (IsLoose(stretch[^1]) || stretch[1..^1].Exists(Parts))) || IsLoose(stretch[0]))
                continue;
            var tables = names.Tables(stretch);
            if (tables.Count > 0)
                yield return Make(words, at, length, ItemKind.Table, tables[0].Score, tables[0].Score) with { Tables = tables };
            IReadOnlyList<ColumnMatch> columns = [.. names.Columns(stretch).Where(match => !IsCalendar(stretch, match.Column) && !IsRatherTable(words, tables, match.Column))];
            if (columns.Count > 0)
                yield return Make(words, at, length, ItemKind.Column, columns[0].Score - Likely(stretch), columns[0].Score) with { Columns = columns };
        }
    }

    // A column that is called like a word of the grammar ("average") is meant less often than the grammar's word.
    private double Likely(List<QuestionWord> stretch) =>
        stretch.Count == 1 && (lexicon.FindDegree(stretch[0].Key) is not null || lexicon.FindCues(stretch[0].Key)?.Any(cue => cue is Cue.Average or Cue.Sum or Cue.Maximum or Cue.Minimum) == true) ? 0.2 : 0;

    /// <summary>A day is no year: "per year" puts days together.</summary>
    private bool IsCalendar(List<QuestionWord> stretch, ColumnNode column) =>
        stretch.Count == 1 && column.Class == ValueClass.Date && lexicon.FindCues(stretch[0].Key)?.Any(cue => cue is Cue.Year or Cue.Quarter or Cue.Month or Cue.Day) == true && !column.Words.Contains(stretch[0].Key);

    /// <summary>A number that is called like another table, as the order of categories is, is that table, unless its own table is spoken of.</summary>
    private bool IsRatherTable(IReadOnlyList<QuestionWord> words, IReadOnlyList<TableMatch> tables, ColumnNode column) =>
        tables is [{ Score: > 0.9, Table: var table }, ..] && table != column.Table && column is { IsNumber: true, IsReference: false }
        && !words.Any(word => word.Kind == WordKind.Word && names.Tables([word]) is [{ Score: > 0.9, Table: var spoken }, ..] && spoken == column.Table);

    /// <summary>"customers ordered": a table and what it does are no column.</summary>
    private bool EndsInVerb(List<QuestionWord> stretch) =>
        stretch.Count > 1 && lexicon.FindCues(stretch[^1].Key)?.Any(cue => cue is Cue.Glue or Cue.OrderBy) == true && names.Tables(stretch[..^1]) is [{ Score: > 0.95 }, ..];

    /// <summary>No name goes on beyond it: "and".</summary>
    private bool Parts(QuestionWord word) => lexicon.FindCues(word.Key) is { } cues && cues.Any(cue => cue is Cue.And or Cue.Or or Cue.That or Cue.Verb or Cue.With or Cue.Whose or Cue.Each or Cue.Ask);

    /// <summary>No name begins or ends with it: "of", "the".</summary>
    private bool IsLoose(QuestionWord word) =>
        SchemaNames.IsEmpty(word.Key) || (lexicon.FindCues(word.Key) is { } cues && cues.Any(cue => cue is Cue.Of or Cue.In or Cue.For or Cue.With or Cue.And or Cue.Or or Cue.That or Cue.Verb or Cue.Not or Cue.Their or Cue.Each)
        && !cues.Contains(Cue.Glue));

    private IEnumerable<Item> Values(IReadOnlyList<QuestionWord> words, int at)
    {
        var key = "";
        for (var length = 1; length <= Math.Min(graph.Values.LongestText + 1, 12) && at + length <= words.Count; length++)
        {
            var word = words[at + length - 1];
            if (word.Kind is not (WordKind.Word or WordKind.Number))
                yield break;
            key += word.Key;
            // A single letter is a value only where it is written like one: "hand is L".
            if (key.Length == 1 && at > 0 && word.IsCapital && graph.Values.Find(key) is { Count: > 0 } letter)
                yield return Make(words, at, 1, ItemKind.Value, 0.97, 1.05) with { Values = letter };
            if (key.Length < 2 || (length == 1 && word.Kind == WordKind.Number))
                continue;
            var stretch = words.Skip(at).Take(length).ToList();
            if (Held(stretch, key) is { Quality: > 0 } held)
                yield return Make(words, at, length, ItemKind.Value, held.Quality - (NamesKind(stretch) ? 0.15 : 0), held.Quality) with { Values = held.Values };
        }
    }

    /// <summary>"order 17": the row with that key.</summary>
    private IEnumerable<Item> Numbered(IReadOnlyList<QuestionWord> words, int at)
    {
        if (at + 1 >= words.Count || words[at + 1] is not { Kind: WordKind.Number, Number: { } number } || number != decimal.Truncate(number))
            yield break;
        foreach (var (table, score) in names.Tables([words[at]]).Where(match => match.Score > 0.9 && match.Table.Key is { IsNumber: true }))
        {
            // "orders 2024" are those of a year; "order 2024" is one.
            if (words[at].Key == words[at].Stem)
                yield return Make(words, at, 2, ItemKind.Value, score, 1.1) with { Values = [new HeldValue(table.Key!, words[at + 1].Text)] };
        }
    }

    // "ohio river" is the river called ohio, where there are rivers; that some place is called so as a whole is the lesser guess.
    private bool NamesKind(List<QuestionWord> stretch) =>
        stretch.Count > 1 && names.Tables(stretch[^1..]) is [{ Score: > 0.95, Table: var table }, ..]
        && graph.Values.Find(string.Concat(stretch[..^1].Select(word => word.Key))).Any(value => value.Column.Table == table);

    private (double Quality, IReadOnlyList<HeldValue> Values) Held(List<QuestionWord> stretch, string key)
    {
        var ordinary = stretch.TrueForAll(word => lexicon.FindCues(word.Key) is not null || word.Number is not null);
        var exact = graph.Values.Find(key);
        if (exact.Count > 0)
            return (ordinary ? (stretch.Exists(word => word.IsCapital) && stretch.Count > 1 ? 0.9 : 0) : 0.98, exact);
        if (stretch.Count == 1 && stretch[0].Stem.Length > 2 && graph.Values.Find(stretch[0].Stem) is { Count: > 0 } stemmed)
            return (ordinary ? 0 : 0.93, stemmed);
        var meant = lexicon.ValuesOf(string.Join(' ', stretch.Select(word => word.Key))).Concat(stretch.Count == 1 ? lexicon.ValuesOf(stretch[0].Stem) : []).Distinct().SelectMany(value => graph.Values.Find(value)).ToList();
        return (meant.Count > 0 ? 0.92 : 0, meant);
    }

    private Item Quoted(IReadOnlyList<QuestionWord> words, int at)
    {
        var held = graph.Values.Find(words[at].Key);
        return held.Count > 0
            ? Make(words, at, 1, ItemKind.Value, 1, 1.5) with { Values = held }
            : Make(words, at, 1, ItemKind.Quoted, 1, 1.2);
    }

    private static IEnumerable<Item> Numbers(IReadOnlyList<QuestionWord> words, int at)
    {
        yield return Make(words, at, 1, ItemKind.Number, 1, 1.01) with { Number = words[at].Number };
        // "2 million", "three hundred"
        if (at + 1 < words.Count && words[at + 1] is { Kind: WordKind.Word, Number: >= 100 } scale)
            yield return Make(words, at, 2, ItemKind.Number, 1, 1.01) with { Number = words[at].Number * scale.Number };
    }

    private static Item Make(IReadOnlyList<QuestionWord> words, int at, int length, ItemKind kind, double quality, double weight) =>
        new(at, at + length, kind, string.Join(' ', words.Skip(at).Take(length).Select(word => word.Text)))
        {
            Quality = quality,
            // A longer match says more than the same words one by one.
            Weight = (weight * length) + (0.12 * (length - 1)),
        };
}
