using ChatOps.Database.Introspection;

namespace ChatOps.Knowledge.Schemas;

/// <summary>One line of a stated schema.</summary>
/// <param name="Column">Empty for the table itself.</param>
/// <param name="Key">Empty, <c>primary</c>, <c>unique</c> or <c>unique:name</c>.</param>
/// <param name="Reference">Empty, <c>table</c>, <c>table.column</c>, or either with <c>:name</c>.</param>
internal sealed record StatedRow(int Line, string Table, string Column, string Key, string Reference, string? Description)
{
    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public const string Primary = "primary";

    public const string Unique = "unique";

    public string Name => Column.Length == 0 ? Table : $"{Table}.{Column}";

    /// <summary>What the columns of one unique key share.</summary>
    public string KeyGroup => Key.Length > Unique.Length ? Key : $"{Key} {Column}";

    /// <summary>What the columns of one reference share.</summary>
    public string ReferenceGroup => Reference.Contains(':', StringComparison.Ordinal) ? Reference[Reference.IndexOf(':', StringComparison.Ordinal)..] : $" {Column}";

    public string Target => Reference.Split(':')[0].Trim();

    /// <summary>Null where the line says nothing usable; what is wrong goes to <paramref name="faults"/>.</summary>
    public static StatedRow? Of(CsvRecord record, IReadOnlyDictionary<string, int> places, int width, List<StatedFault> faults)
    {
        if (record.IsOpen)
        {
            faults.Add(new StatedFault(record.Line, "A quotation mark is opened here and never closed."));
            return null;
        }

        if (record.Cells.Count != width)
        {
            faults.Add(new StatedFault(record.Line, $"There are {record.Cells.Count} cells here, and {width} in the first line."));
            return null;
        }

        var key = Cell("key").ToLowerInvariant();
        var row = new StatedRow(record.Line, Cell("table"), Cell("column"), key == "pk" ? Primary : key, Cell("reference"), Cell("description") is { Length: > 0 } description ? description : null)
        {
            Synonyms = Cell("synonyms").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        if (row.Fault() is not { } fault)
            return row;
        faults.Add(new StatedFault(record.Line, fault));
        return null;

        string Cell(string name) => places.TryGetValue(name, out var at) ? record.Cells[at].Trim() : "";
    }

    private string? Fault()
    {
        if (Table.Length == 0)
            return "The table is missing.";
        if (Column.Length == 0 && (Key.Length > 0 || Reference.Length > 0))
            return "A key or a reference needs a column.";
        if (Key is not ("" or Primary or Unique) && !(Key.StartsWith($"{Unique}:", StringComparison.Ordinal) && Key.Length > Unique.Length + 1))
            return $"\"{Key}\" is no key; write primary, unique, unique:name or nothing.";
        if (Reference.Length > 0 && (Target.Length == 0 || Reference.Split(':').Length > 2 || Reference.EndsWith(':')))
            return $"\"{Reference}\" is no reference; write table.column, or table.column:name for one of several columns.";
        return Column.Length == 0 && Description is null && Synonyms.Count == 0 ? $"This line states nothing about {Table}." : null;
    }
}
