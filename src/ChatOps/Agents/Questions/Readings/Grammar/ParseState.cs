using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Where the parser is, what it has found, and what it has heard and not yet used.</summary>
internal sealed class ParseState(Cursor cursor, SchemaNames names)
{
    /// <summary>What a name that is used for nothing takes from the score.</summary>
    public const double LeftOver = 0.27;


    /// <summary>What a verb or an adjective that nothing is known of takes from the score.</summary>
    public const double LooseVerb = 0.09;

    private const double SkippedName = 0.35;
    private const double SkippedCue = 0.3;

    private List<List<Condition>>? _group;

    public Cursor Cursor => cursor;

    public SchemaNames Names => names;

    public Draft Draft { get; init; } = new();

    /// <summary>What is named now is asked for; else it is a condition.</summary>
    public bool Selecting { get; set; } = true;

    /// <summary>The table that was spoken of last.</summary>
    public TableNode? Scope { get; set; }

    /// <summary>The next condition must not hold.</summary>
    public bool Negated { get; set; }

    /// <summary>The next condition is an alternative to the last.</summary>
    public bool Alternative { get; set; }

    /// <summary>"how many" was heard, and nothing yet that can be counted.</summary>
    public bool Counting { get; set; }

    /// <summary>"different" was heard within a count.</summary>
    public bool CountingDistinct { get; set; }

    /// <summary>"how much" was heard: the next column is the measure.</summary>
    public bool Measuring { get; set; }

    /// <summary>"how old" was heard: stems of the column's words.</summary>
    public IReadOnlyList<string> Measure { get; set; } = [];

    /// <summary>"top 3": how many rows.</summary>
    public int? Rows { get; set; }

    /// <summary>The rows that were heard, which then hold for nothing else; one where none were.</summary>
    public int TakeRows()
    {
        var rows = Rows ?? 1;
        Rows = null;
        return rows;
    }

    public bool RowsFromBelow { get; set; }

    /// <summary>"on average" was heard by itself: the figure that is asked for is a mean.</summary>
    public bool Averaging { get; set; }

    /// <summary>"in total" was heard by itself: what is ranked or compared is a sum.</summary>
    public bool Totalling { get; set; }

    /// <summary>"sort" was heard: "by" names the order.</summary>
    public bool Sorting { get; set; }

    /// <summary>A direction that stood before what it is about.</summary>
    public bool? Descending { get; set; }

    /// <summary>A column that was named and not yet used.</summary>
    public Item? Dangling { get; set; }

    /// <summary>The column that was compared last: "above 40 or below 20".</summary>
    public ColumnMention? Compared { get; set; }

    public void Name(TableNode table)
    {
        if (!Draft.Tables.Contains(table))
            Draft.Tables.Add(table);
        Scope = table;
    }

    public ColumnMention Mention(Item item, TableNode? owner = null) => new(item.Columns, owner, Scope ?? Draft.Head, item.Text);

    /// <summary>The column that an adjective is about; null where the table has none. The direction turns for columns that run against it.</summary>
    public (ColumnMention Mention, bool Descending)? Hinted(TableNode table, Degree degree)
    {
        if (names.Hinted(table, degree.Of) is { Count: > 0 } along)
            return (new ColumnMention(along, table, table, along[0].Column.Name), degree.IsHigh);
        return names.Hinted(table, degree.Against) is { Count: > 0 } against
            ? (new ColumnMention(against, table, table, against[0].Column.Name), !degree.IsHigh)
            : null;
    }

    public void Add(Condition condition)
    {
        if (Negated)
            OpenGroup(negated: true);
        else if (Alternative && condition is Condition.Linked && _group is null)
            OpenGroup(negated: false);
        var clauses = _group ?? Draft.Clauses;
        if (condition is Condition.CountIs { Table: { } counted } && clauses.Count > 0 && clauses[^1][^1] is Condition.Linked { Table: var linked } && linked == counted)
            clauses[^1][^1] = condition;
        else if (Alternative && clauses.Count > 0)
            clauses[^1].Add(condition);
        else
            clauses.Add([condition]);
        Alternative = false;
    }

    /// <summary>What was said last must not hold: in German the "nicht" comes behind it.</summary>
    public void Deny()
    {
        var last = Draft.Clauses[^1];
        if (last is not [Condition.Group])
            Draft.Clauses[^1] = [new Condition.Group([last]) { Negated = true }];
    }

    /// <summary>What was said to hold for one and the same row ends here.</summary>
    public void CloseGroup() => _group = null;

    public bool IsInGroup => _group is not null;

    /// <summary>Passes over an item that no rule took. What says something must not be lost unseen.</summary>
    public void Skip()
    {
        var item = cursor.Current;
        if (item.Kind == ItemKind.Unknown)
            Draft.Loose.Add(item.Text);
        else if (item.Kind is ItemKind.Table or ItemKind.Column or ItemKind.Value or ItemKind.Number or ItemKind.Quoted or ItemKind.Degree or ItemKind.Period)
            Draft.Penalty += SkippedName;
        else if (Comparisons.Begins(item) || (FigureOf(item) is { } figure && !(figure == AggregateKind.Sum && Draft.Outputs.Exists(output => output.IsAggregate))) || item.IsAny(Cue.Each, Cue.Most, Cue.Fewest, Cue.Frequent, Cue.Rare, Cue.Percent, Cue.Last))
            Draft.Penalty += SkippedCue;
        cursor.At++;
    }

    public static AggregateKind? FigureOf(Item item) => item switch
    {
        _ when item.Is(Cue.Average) => AggregateKind.Average,
        _ when item.Is(Cue.Sum) => AggregateKind.Sum,
        _ when item.Is(Cue.Minimum) => AggregateKind.Minimum,
        _ when item.Is(Cue.Maximum) => AggregateKind.Maximum,
        _ => null,
    };

    private void OpenGroup(bool negated)
    {
        Negated = false;
        var group = new List<List<Condition>>();
        var condition = new Condition.Group(group) { Negated = negated };
        var clauses = Draft.Clauses;
        if (Alternative && clauses.Count > 0)
            clauses[^1].Add(condition);
        else
            clauses.Add([condition]);
        Alternative = false;
        _group = group;
    }
}
