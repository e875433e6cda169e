using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>What a question asks, in terms of the grammar: which column a word means may still be open.</summary>
internal sealed class Draft
{
    public List<Output> Outputs { get; set; } = [];

    /// <summary>What the question is about; null until something names it.</summary>
    public TableNode? Head { get; set; }

    /// <summary>Each holds alternatives, of which one has to hold.</summary>
    public List<List<Condition>> Clauses { get; } = [];

    public List<GroupKey> Groups { get; } = [];

    public List<SortKey> Orders { get; } = [];

    public List<Extreme> Extremes { get; } = [];

    public int? Limit { get; set; }

    /// <summary>Which one in the order is meant: 2 for "the second largest".</summary>
    public int Place { get; set; } = 1;

    public bool Distinct { get; set; }

    /// <summary>"for each" was said without saying of what: of what is asked for.</summary>
    public bool EachRow { get; set; }

    /// <summary>"both" was said of what follows.</summary>
    public bool Both { get; set; }

    /// <summary>Tables that were named, in order.</summary>
    public List<TableNode> Tables { get; } = [];

    /// <summary>Referring columns that verbs of the question can stand for: which of several ways to a table is meant.</summary>
    public List<ColumnNode> Ways { get; } = [];

    /// <summary>What was not understood, as written.</summary>
    public List<string> Loose { get; } = [];

    /// <summary>What every guess on the way takes from the score.</summary>
    public double Penalty { get; set; }
}

/// <summary>Words that mean a column.</summary>
/// <param name="Candidates">Best first.</param>
/// <param name="Owner">The table that was named as its owner.</param>
/// <param name="Scope">The table that was spoken of.</param>
internal sealed record ColumnMention(IReadOnlyList<ColumnMatch> Candidates, TableNode? Owner, TableNode? Scope, string Text);

/// <summary>One thing that is asked for.</summary>
internal abstract record Output
{
    private Output()
    {
    }

    public sealed record Column(ColumnMention Mention) : Output;

    /// <summary>Rows of a table, by what people know them by.</summary>
    public sealed record Rows(TableNode Table) : Output;

    /// <summary>Every column of a table.</summary>
    public sealed record Everything(TableNode Table) : Output;

    public sealed record CountRows(TableNode? Table, bool Distinct) : Output;

    public sealed record CountValues(ColumnMention Mention, bool Distinct) : Output;

    public sealed record Aggregate(AggregateKind Kind, ColumnMention Mention) : Output;

    /// <summary>The spans of the calendar that days lie in: "which month".</summary>
    public sealed record Span(ColumnMention Mention, CalendarSpan Unit) : Output;

    /// <summary>How many rows meet the conditions, in percent of all.</summary>
    public sealed record Share(TableNode Table) : Output;

    /// <summary>The sum of each group, in percent of the sum of all.</summary>
    public sealed record ShareOf(ColumnMention Mention) : Output;

    /// <summary>How many rows of a table there are for each row of another, on average.</summary>
    public sealed record CountPer(TableNode Table, TableNode Each) : Output;

    /// <summary>A person, a date or a place of the head, by the word that asks for it.</summary>
    public sealed record Asked(Cue Word) : Output;

    public bool IsAggregate => this is CountRows or CountValues or Aggregate or Share or ShareOf or CountPer;
}

/// <summary>One condition.</summary>
internal abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>It must not hold.</summary>
    public bool Negated { get; init; }

    /// <param name="Operator">= &lt;&gt; &lt; &lt;= &gt; &gt;= LIKE.</param>
    public sealed record Compare(ColumnMention Mention, string Operator, Operand Operand) : Condition;

    public sealed record Between(ColumnMention Mention, object Low, object High) : Condition;

    /// <summary>A column holds a text that was found in the index.</summary>
    /// <param name="Mention">The column where it was named beside the text.</param>
    public sealed record Holds(IReadOnlyList<HeldValue> Values, ColumnMention? Mention, TableNode? Scope, string Text) : Condition
    {
        /// <summary>It stands behind "in" or "from": something is there, and is not called so.</summary>
        public bool IsPlace { get; init; }

        /// <summary>It does something with what is asked for ("states that the Ohio runs through"), and is not called like it.</summary>
        public bool IsActor { get; init; }

        /// <summary>Referring columns that what stands before it can mean: "from", "arrives in".</summary>
        public IReadOnlyList<ColumnNode> Ways { get; init; } = [];
    }

    /// <summary>On one of the days of a span.</summary>
    public sealed record Within(ColumnMention Mention, Language.Period Period) : Condition;

    public sealed record IsEmpty(ColumnMention Mention) : Condition;

    public sealed record IsTrue(ColumnMention Mention) : Condition;

    /// <summary>There are rows of the table that belong to it.</summary>
    public sealed record Linked(TableNode Table) : Condition;

    /// <summary>So many rows of the table belong to it.</summary>
    public sealed record CountIs(TableNode? Table, string Operator, Operand Operand) : Condition;

    /// <summary>A figure over the rows that belong to it: "whose orders come to more than 100".</summary>
    public sealed record FigureIs(AggregateKind Kind, ColumnMention Mention, string Operator, Operand Operand) : Condition;

    /// <summary>It is related to one of these rows of its own table.</summary>
    /// <param name="By">The table that relates them.</param>
    /// <param name="Rows">The other rows: their table is its head.</param>
    public sealed record Related(TableNode By, Draft Rows) : Condition;

    /// <summary>All of these hold for one and the same row.</summary>
    public sealed record Group(IReadOnlyList<List<Condition>> Clauses) : Condition;
}

/// <summary>What a column is compared with.</summary>
internal abstract record Operand
{
    private Operand()
    {
    }

    public sealed record Value(object Literal) : Operand;

    /// <summary>The value that most rows have, or fewest.</summary>
    public sealed record Commonest(bool Most) : Operand;

    /// <summary>A figure over rows.</summary>
    /// <param name="Mention">Null where it is the same column.</param>
    public sealed record Figure(AggregateKind Kind, ColumnMention? Mention, Draft Rows) : Operand
    {
        /// <summary>Only over rows that belong to the same row of this table: "the average salary of their department".</summary>
        public TableNode? Shared { get; init; }
    }
}

/// <summary>What rows are put together by.</summary>
/// <param name="Span">The span of the calendar, where the column's days are put together by it.</param>
internal sealed record GroupKey(TableNode? Table, ColumnMention? Mention, CalendarSpan? Span = null);

/// <summary>What rows are sorted by.</summary>
/// <param name="Output">A column, a count or a figure.</param>
internal sealed record SortKey(Output Output)
{
    public bool? Descending { get; set; }
}

/// <summary>The first rows in some order.</summary>
/// <param name="By">A column, a count or a figure.</param>
internal sealed record Extreme(Output By, bool Descending, int Rows, TableNode? Scope);
