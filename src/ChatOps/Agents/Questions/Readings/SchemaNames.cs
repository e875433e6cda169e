using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>
/// Which tables and columns some words of one language can stand for. A name matches when each word of the question finds a word of the name;
/// it scores by how well they fit and by how much of the name is left over.
/// </summary>
internal sealed class SchemaNames
{
    private static readonly HashSet<string> Empty = ["of", "the", "a", "an", "in", "for", "and", "der", "die", "das", "des", "von", "de", "del", "la", "el", "tbl", "tab"];

    /// <summary>Words that tell what kind of table or column it is, and nothing of what it holds.</summary>
    private static readonly HashSet<string> Noise = ["data", "list", "info", "information", "table", "ref", "record", "records", "master", "detail", "details", "is", "has", "flag", "yn", "daten", "liste", "ist", "hat"];

    private readonly WordLikeness _likeness;
    private readonly List<NameForm<TableNode>> _tables = [];
    private readonly List<NameForm<ColumnNode>> _columns = [];
    private readonly NameIndex<TableNode> _tableIndex;
    private readonly NameIndex<ColumnNode> _columnIndex;
    private readonly ILookup<TableNode, NameForm<ColumnNode>> _byTable;
    private readonly NameWords _words;
    private readonly SchemaGraph _graph;

    public SchemaNames(SchemaGraph graph, QuestionLexicon lexicon, IReadOnlyList<QuestionSynonym> synonyms)
    {
        _words = new NameWords(lexicon);
        _graph = graph;
        foreach (var table in graph.Tables)
        {
            Add(_tables, table, table.Words, 1);
            foreach (var column in table.Columns)
                AddColumn(column);
        }

        foreach (var synonym in synonyms)
            AddSynonym(graph, synonym);
        _byTable = _columns.ToLookup(form => form.Element.Table);
        Moments = [.. graph.Tables.SelectMany(table => table.Columns).Select(Moment).OfType<ColumnMatch>().OrderByDescending(match => match.Score)];
        _likeness = new WordLikeness(lexicon, _tables.SelectMany(form => form.Words).Concat(_columns.SelectMany(form => form.Words)));
        _tableIndex = new NameIndex<TableNode>(_tables, _likeness);
        _columnIndex = new NameIndex<ColumnNode>(_columns, _likeness);
    }

    /// <summary>A word that no name begins or ends with.</summary>
    public static bool IsEmpty(string key) => Empty.Contains(key);

    /// <summary>The word, or one that stands for it, is a word of some name.</summary>
    public bool IsWord(QuestionWord word) => _likeness.IsOfName(word.Stem);

    /// <summary>Columns that a year or a date can be meant of.</summary>
    public IReadOnlyList<ColumnMatch> Moments { get; }

    /// <param name="words">A stretch of the question.</param>
    public IReadOnlyList<TableMatch> Tables(IReadOnlyList<QuestionWord> words) =>
        [.. Best(_tableIndex, words, whole: true).Select(match => new TableMatch(match.Element, match.Score))];

    public IReadOnlyList<ColumnMatch> Columns(IReadOnlyList<QuestionWord> words) =>
        [.. Best(_columnIndex, words, whole: false).Select(match => new ColumnMatch(match.Element, match.Score))];

    /// <summary>The columns of a table that one of these stems is in the name of, best first.</summary>
    public IReadOnlyList<ColumnMatch> Hinted(TableNode table, IReadOnlyList<string> stems)
    {
        var found = new List<ColumnMatch>();
        foreach (var form in _byTable[table])
        {
            var at = Enumerable.Range(0, stems.Count).FirstOrDefault(index => form.Words.Any(word => word.Stem == stems[index]), -1);
            if (at >= 0)
                found.Add(new ColumnMatch(form.Element, 1 - (0.03 * at) - (0.1 * (form.Words.Count - 1))));
        }

        return [.. found.GroupBy(match => match.Column).Select(group => group.MaxBy(match => match.Score)!).OrderByDescending(match => match.Score)];
    }

    /// <summary>The columns that people know a table's rows by, best first; empty where there is none.</summary>
    public IReadOnlyList<ColumnMatch> NameColumns(TableNode table) =>
        Hinted(table, _words.NameStems).Where(match => match.Column.Class is ValueClass.Text && !match.Column.IsReference).ToList() is { Count: > 0 } named
            ? named
            : [.. table.Columns.Where(IsCalledLikeTable).Select(column => new ColumnMatch(column, 0.9))];

    /// <summary>First and last names, by which people are known; null where a table has no such pair.</summary>
    public (ColumnNode First, ColumnNode Last)? PersonName(TableNode table)
    {
        ColumnNode? Of(IReadOnlyList<string> stems) => table.Columns.FirstOrDefault(column => column.Class == ValueClass.Text && _words.Of(column.Words) is var words && words.Any(word => stems.Contains(word.Stem)) && words.Any(word => _words.NameStems.Contains(word.Stem)));
        return Of(_words.FirstStems) is { } first && Of(_words.LastStems) is { } last ? (first, last) : null;
    }

    /// <summary>Its rows are people: they have first and last names, or an age, a sex or a birthday.</summary>
    public bool HoldsPeople(TableNode table) => PersonName(table) is not null || Hinted(table, _words.PersonStems).Count > 0;

    /// <summary>The airline of a table of airlines is its name.</summary>
    private bool IsCalledLikeTable(ColumnNode column) =>
        column.Class == ValueClass.Text && !column.IsReference && column.Words.Count > 0
        && _words.Of(column.Words).All(word => _words.Of(column.Table.Words).Any(own => own.Stem == word.Stem));

    /// <summary>The columns that are called like dates, whatever they hold, best first.</summary>
    public IReadOnlyList<ColumnMatch> DateColumns(TableNode table) => Hinted(table, _words.DateStems);

    /// <summary>The word is of no kind that names something: a verb or an adjective.</summary>
    public bool IsMinor(Item item) => _words.IsMinor(item.Text);

    /// <summary>The columns that tell where a table's rows are, best first.</summary>
    /// <param name="itself">The place of a row is asked for, so that its own name is no answer.</param>
    public IReadOnlyList<ColumnMatch> PlaceColumns(TableNode table, bool itself)
    {
        var places = Hinted(table, _words.PlaceStems);
        var others = places.Where(match => !(match.Column.Words.Count > 1 && IsCalledLike(match.Column, table))).ToList();
        return itself && others.Count > 0 ? others : places;
    }

    private static bool IsCalledLike(ColumnNode column, TableNode table) => column.Words.Intersect(table.Words).Any();

    /// <summary>The columns that an item's words could stand for, whatever it was taken for.</summary>
    public IReadOnlyList<ColumnMatch> ColumnsOf(Item item) => Columns([.. _words.Spoken(item.Text)]);

    /// <summary>The tables that a table refers to.</summary>
    public IEnumerable<TableNode> Parents(TableNode table) => _graph.Links.Where(link => link.Child == table && link.Parent != table).Select(link => link.Parent).Distinct();

    /// <summary>The column is called like the first of an order, as "highest_point" is: of what, its row says.</summary>
    public bool IsCalledFirst(ColumnNode column) => column.Words.Count > 1 && _words.IsSuperlative(column.Words[0]);

    /// <summary>The word is a verb that a name is made of as well: "traverses".</summary>
    public bool IsVerb(Item item) => _words.IsVerb(item.Text);

    /// <summary>The referring columns that a verb or a preposition can stand for, best first: "depart", "to".</summary>
    public IReadOnlyList<ColumnNode> WaysOf(Item item) => _graph.HasSeveralWays
        ? [.. ColumnsOf(item).Where(match => match.Column.IsReference && match.Score > 0.7).Select(match => match.Column)]
        : [];

    /// <summary>The first table relates rows of the second to each other.</summary>
    public bool Relates(TableNode relation, TableNode related) => _graph.Relation(relation, related) is not null;

    /// <summary>Stems of the columns that a verb measures: "earn"; none for another word.</summary>
    public IReadOnlyList<string> MeasuredBy(Item item) => _words.MeasuredBy(item.Text);

    /// <summary>The words are "name" or the like and nothing more.</summary>
    public bool IsName(string text) => _words.Of(NameSplitter.Split(text)) is [var word] && _words.NameStems.Contains(word.Stem);

    private ColumnMatch? Moment(ColumnNode column)
    {
        if (column.Class == ValueClass.Date)
            return new ColumnMatch(column, 0.85);
        var isYear = column.IsNumber && !column.IsKey && _words.Of(column.Words).Any(word => _words.YearStems.Contains(word.Stem));
        return isYear ? new ColumnMatch(column, column.Words.Count == 1 ? 0.9 : 0.84) : null;
    }

    private void AddColumn(ColumnNode column)
    {
        Add(_columns, column, column.Words, 1);
        if (IsCalledLikeTable(column))
            Add(_columns, column, [.. column.Words, "name"], 0.95);
        if (column.Column.Comment is { Length: > 0 and < 40 } comment)
            Add(_columns, column, NameSplitter.Split(comment), 0.95);
    }

    private void AddSynonym(SchemaGraph graph, QuestionSynonym synonym)
    {
        var table = graph.Tables.FirstOrDefault(node => node.Name.Equals(synonym.Table, StringComparison.OrdinalIgnoreCase));
        if (table is not null && synonym.Column is null)
            Add(_tables, table, NameSplitter.Split(synonym.Phrase), 1);
        else if (synonym.Column is { } name && table?.Find(name) is { } column)
            Add(_columns, column, NameSplitter.Split(synonym.Phrase), 1);
    }

    private void Add<T>(List<NameForm<T>> forms, T element, IReadOnlyList<string> keys, double quality)
    {
        var words = _words.Of(keys).Where(word => !Empty.Contains(word.Key)).ToList();
        if (words.Count == 0)
            return;
        forms.Add(new NameForm<T>(element, words, quality));
        if (words.Where(word => !Noise.Contains(word.Key)).ToList() is { Count: > 0 } plain && plain.Count < words.Count)
            forms.Add(new NameForm<T>(element, plain, quality * 0.96));
        if (element is not ColumnNode column)
            return;
        // Within its table a column is called without the table's name: the name of a concert is concert_name.
        var own = _words.Of(column.Table.Words).Select(word => word.Stem).ToHashSet();
        var rest = words.Where(word => !own.Contains(word.Stem)).ToList();
        if (rest.Count > 0 && rest.Count < words.Count)
            forms.Add(new NameForm<T>(element, rest, quality * 0.97));
    }

    private List<(T Element, double Score)> Best<T>(NameIndex<T> names, IReadOnlyList<QuestionWord> words, bool whole)
        where T : notnull
    {
        var best = new Dictionary<T, double>();
        foreach (var (spoken, factor) in Spoken(words))
        {
            foreach (var form in names.Candidates(spoken))
            {
                var score = factor * form.Quality * Score(form.Words, spoken, whole);
                if (score > 0.3 && score > best.GetValueOrDefault(form.Element))
                    best[form.Element] = score;
            }
        }

        return [.. best.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value)];
    }

    /// <summary>The words without those that join them, and what stands for the whole of them.</summary>
    private IEnumerable<(IReadOnlyList<NameWord> Words, double Factor)> Spoken(IReadOnlyList<QuestionWord> words)
    {
        var content = words.Where(word => word.Kind is WordKind.Word or WordKind.Number && !Empty.Contains(word.Key)).ToList();
        if (content.Count == 0)
            yield break;
        yield return (_words.Of(content), 1);
        // "high schoolers" of a table that is called highschooler
        if (content.Count is 2 or 3)
            yield return ([_words.Joined(content)], 0.99);
        // One word's synonyms of one word are weighed where words are compared.
        foreach (var other in _words.Synonyms(words).Where(other => words.Count > 1 || other.Count > 1))
        {
            yield return (other, 0.88);
            if (other.Count > 1)
                yield return ([_words.Joined(other)], 0.88);
        }
    }

    private double Score(IReadOnlyList<NameWord> name, IReadOnlyList<NameWord> spoken, bool whole)
    {
        if (spoken.Count > name.Count + 1)
            return 0;
        if (spoken.Count == 1 && name.Count > 1 && spoken[0].Key.Length > 5 && spoken[0].Stem == string.Concat(name.Select(word => word.Stem)))
            return 0.99;
        var (taken, quality) = (new bool[name.Count], 0.0);
        foreach (var word in spoken)
        {
            var (at, best) = (-1, 0.0);
            for (var index = 0; index < name.Count; index++)
            {
                var likeness = taken[index] ? 0 : _likeness.Of(word, name[index]);
                if (likeness > best)
                    (at, best) = (index, likeness);
            }

            if (at < 0)
                return 0;
            taken[at] = true;
            quality += best;
        }

        var coverage = taken.Count(hit => hit) / (double)name.Count;
        // A table is known by the last word of its name, or by all of it.
        if (whole && coverage < 1 && (!taken[^1] || coverage < 0.5))
            return 0;
        var score = quality / spoken.Count * (0.55 + (0.45 * coverage));
        return coverage < 1 && taken[^1] ? score + 0.04 : coverage < 0.3 ? 0 : score;
    }

}
