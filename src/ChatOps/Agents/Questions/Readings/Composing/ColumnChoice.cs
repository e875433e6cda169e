using ChatOps.Agents.Questions.Graph;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Chooses the column that words mean, by how well they fit and by what else the question names.</summary>
internal sealed class ColumnChoice(SchemaGraph graph, Draft draft)
{
    private const double OfOwner = 0.4;
    private const double NotOfOwner = -0.12;
    private const double InScope = 0.2;
    private const double OfHead = 0.08;
    private const double OfNamed = 0.1;
    private const double InContext = 0.08;
    private const double PerHop = 0.07;
    private const double Unreachable = -1;

    /// <summary>A text that tells one row of a table from the others is rather its name than some remark.</summary>
    private const double BearsName = 0.06;

    /// <summary>What does something with rows of a table is rather another table's.</summary>
    private const double OfActor = 0.5;

    /// <summary>Columns nearer than this cannot be told apart.</summary>
    private const double Close = 0.05;

    /// <summary>Nothing speaks for one of them.</summary>
    private const double Same = 0.01;

    // By identity: one mention is decided, and doubted, once.
    private readonly Dictionary<ColumnMention, ColumnNode> _columns = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Condition.Holds, HeldValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<IReadOnlySet<TableNode>> _context = new(() => Context(draft));

    /// <summary>What the choices so far take from the score.</summary>
    public double Penalty { get; private set; }

    /// <summary>Columns that could as well have been meant.</summary>
    public List<(string Text, ColumnNode Chosen, ColumnNode Rival)> Rivals { get; } = [];

    /// <param name="wanted">What is done with it wants such a column.</param>
    public ColumnNode Choose(ColumnMention mention, Func<ColumnNode, bool>? wanted = null)
    {
        if (_columns.TryGetValue(mention, out var known))
            return known;
        return _columns[mention] = Decide(mention, wanted);
    }

    private ColumnNode Decide(ColumnMention mention, Func<ColumnNode, bool>? wanted)
    {
        var ranked = mention.Candidates
            .Select(match => (match.Column, match.Score, Rank: Rank(match, mention) + (wanted is null || wanted(match.Column) ? 0 : -0.3)))
            .OrderByDescending(candidate => candidate.Rank)
            .ToList();
        var best = ranked[0];
        Penalty += 0.3 * Math.Max(0, mention.Candidates[0].Score - best.Score);
        var rival = ranked.Skip(1).FirstOrDefault(candidate => candidate.Rank > best.Rank - Close && !AreJoined(candidate.Column, best.Column));
        if (rival.Column is not null)
        {
            Penalty += rival.Rank > best.Rank - Same ? 0.3 : 0.15;
            Rivals.Add((mention.Text, best.Column, rival.Column));
        }

        return best.Column;
    }

    /// <summary>The stored text that is meant, where several columns hold it.</summary>
    public HeldValue Choose(Condition.Holds holds)
    {
        if (_values.TryGetValue(holds, out var known))
            return known;
        return _values[holds] = Decide(holds);
    }

    private HeldValue Decide(Condition.Holds holds)
    {
        var ranked = holds.Values
            .Select(value => (value, Rank: Rank(new ColumnMatch(value.Column, 1), new ColumnMention([], null, holds.Scope, holds.Text)) + Named(value, holds) + (value.Text == holds.Text ? 0.02 : 0) + (value.Column.IsUnique ? BearsName : 0) - (holds.IsPlace && IsOwnName(value.Column, holds) ? 0.25 : 0) - (holds.IsActor && value.Column.Table == holds.Scope && IsName(value.Column) ? OfActor : 0)))
            .OrderByDescending(candidate => candidate.Rank)
            .ToList();
        var rival = ranked.Skip(1).FirstOrDefault(candidate => candidate.Rank > ranked[0].Rank - 0.03 && candidate.value.Column != ranked[0].value.Column && !AreJoined(candidate.value.Column, ranked[0].value.Column));
        if (rival.value is not null)
        {
            Penalty += 0.2;
            Rivals.Add((holds.Text, ranked[0].value.Column, rival.value.Column));
        }

        var chosen = ranked[0].value.Column.Table;
        if (chosen != holds.Scope && chosen != draft.Head && !draft.Tables.Contains(chosen) && holds.Mention is null)
            Penalty += 0.06;
        return ranked[0].value;
    }

    /// <summary>The tables of words that only one table has a column for.</summary>
    private static HashSet<TableNode> Context(Draft draft)
    {
        var mentions = draft.Groups.Select(group => group.Mention).OfType<ColumnMention>()
            .Concat(draft.Outputs.OfType<Output.Column>().Select(column => column.Mention))
            .Concat(draft.Clauses.SelectMany(clause => clause).OfType<Condition.Compare>().Select(compare => compare.Mention));
        var tables = new HashSet<TableNode>();
        foreach (var holds in draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>())
        {
            if (holds.Values.Select(value => value.Column.Table).Distinct().ToList() is [var only])
                tables.Add(only);
        }

        foreach (var mention in mentions.Where(mention => mention.Candidates.Count > 0))
        {
            var near = mention.Candidates.Where(match => match.Score > mention.Candidates[0].Score - 0.1).Select(match => match.Column.Table).Distinct().ToList();
            if (near.Count == 1)
                tables.Add(near[0]);
        }

        return tables;
    }

    private static bool IsName(ColumnNode column) => column.Words is ["name" or "title"] || column.Words.Intersect(column.Table.Words).Any();

    private static bool IsOwnName(ColumnNode column, Condition.Holds holds) =>
        column.Table == holds.Scope && IsName(column) && holds.Values.Any(value => value.Column != column && value.Column.Table == column.Table);

    private static double Named(HeldValue value, Condition.Holds holds) =>
        holds.Mention?.Candidates.FirstOrDefault(match => match.Column == value.Column) is { } match ? match.Score : 0;

    private double Rank(ColumnMatch match, ColumnMention mention)
    {
        var table = match.Column.Table;
        var rank = match.Score;
        if (mention.Owner is { } owner)
            rank += table == owner ? OfOwner : NotOfOwner;
        if (table == mention.Scope)
            rank += InScope;
        if (table == draft.Head)
            rank += OfHead;
        if (draft.Tables.Contains(table))
            rank += OfNamed;
        if (_context.Value.Contains(table))
            rank += InContext;
        // The key of a table stands for it better than the columns that refer to it.
        if (match.Column.IsReference && table.Key != match.Column)
            rank -= 0.12;
        return rank + Nearness(table, mention);
    }

    private double Nearness(TableNode table, ColumnMention mention)
    {
        var anchor = mention.Owner ?? mention.Scope ?? draft.Head ?? (draft.Tables.Count > 0 ? draft.Tables[0] : null) ?? _context.Value.FirstOrDefault();
        if (anchor is null)
            return 0;
        return graph.Distance(anchor, table) is { } distance ? -PerHop * distance : Unreachable;
    }

    private bool AreJoined(ColumnNode left, ColumnNode right) =>
        left == right || graph.Links.Any(link => link.Cost < 2 && ((link.From.Contains(left) && link.To.Contains(right)) || (link.From.Contains(right) && link.To.Contains(left))));
}
