using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>A column as questions see it.</summary>
internal sealed class ColumnNode(TableNode table, Column column)
{
    public TableNode Table => table;

    public Column Column => column;

    public string Name => column.Name;

    /// <summary>Keys of the words of its name.</summary>
    public IReadOnlyList<string> Words { get; } = NameSplitter.Split(column.Name);

    /// <summary>What its values are, also where its declared type says less.</summary>
    public ValueClass Class { get; set; } = ClassOf(column);

    /// <summary>It refers to another table.</summary>
    public bool IsReference { get; set; }

    /// <summary>The database promises that no two rows share a value, or no two rows of those that were read did.</summary>
    public bool IsUnique { get; set; }

    /// <summary>Its numbers are kept as texts, whose order is not that of the numbers.</summary>
    public bool NeedsCast { get; set; }

    /// <summary>The texts that it held when the graph was made; empty where it holds others or too many.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>What stands for yes and for no; null where it is no such column.</summary>
    public (object Yes, object No)? Truth { get; set; }

    public bool IsKey => table.Key == this || IsReference;

    public bool IsNumber => Class == ValueClass.Number;

    public override string ToString() => $"{table.Name}.{Name}";

    private static ValueClass ClassOf(Column column) => column.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Floating or ColumnKind.Decimal => ValueClass.Number,
        ColumnKind.Date => ValueClass.Date,
        ColumnKind.Boolean => ValueClass.Truth,
        ColumnKind.Text => ValueClass.Text,
        _ => ValueClass.Other,
    };
}

/// <summary>What the values of a column are.</summary>
internal enum ValueClass
{
    Text,

    Number,

    /// <summary>Days or moments, in ISO 8601 order.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>Anything else.</summary>
    Other,
}
