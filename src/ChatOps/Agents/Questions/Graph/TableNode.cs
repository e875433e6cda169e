using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>A table as questions see it.</summary>
internal sealed class TableNode
{
    public TableNode(Table table)
    {
        Table = table;
        Words = NameSplitter.Split(table.LocalName);
        Columns = [.. table.Columns.Select(column => new ColumnNode(this, column))];
    }

    public Table Table { get; }

    public string Name => Table.Name;

    /// <summary>Keys of the words of its name.</summary>
    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<ColumnNode> Columns { get; }

    /// <summary>The one column that tells its rows apart; null where there is none or it takes several.</summary>
    public ColumnNode? Key => Table.PrimaryKey.Count == 1 ? Find(Table.PrimaryKey[0]) : null;

    /// <summary>It only joins others: each of its columns refers to another table or is a mere number of the row.</summary>
    public bool IsJunction { get; set; }

    public ColumnNode? Find(string column) => Columns.FirstOrDefault(node => node.Name.Equals(column, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
