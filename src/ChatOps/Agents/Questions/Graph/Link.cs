namespace ChatOps.Agents.Questions.Graph;

/// <summary>A way from one table to another.</summary>
/// <param name="From">The referring columns.</param>
/// <param name="To">The columns referred to, the same number.</param>
/// <param name="Cost">1 where the schema declares it; more where names or values only suggest it.</param>
internal sealed record Link(IReadOnlyList<ColumnNode> From, IReadOnlyList<ColumnNode> To, double Cost)
{
    public TableNode Child => From[0].Table;

    public TableNode Parent => To[0].Table;

    public TableNode Other(TableNode table) => table == Child ? Parent : Child;

    public bool Touches(TableNode table) => Child == table || Parent == table;
}
