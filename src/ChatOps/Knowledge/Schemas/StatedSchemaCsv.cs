using ChatOps.Database.Introspection;

namespace ChatOps.Knowledge.Schemas;

/// <summary>
/// Reads <c>table,column,key,reference,description,synonyms</c>. A row without a column is about its table. The key is
/// <c>primary</c> or <c>unique</c>; several columns are one unique key, or one reference, where they share a name behind a
/// colon: <c>unique:period</c>, <c>orders.id:line</c>. Several synonyms stand with a bar between them: <c>revenue|turnover</c>.
/// </summary>
public static class StatedSchemaCsv
{
    private const int LongestText = 10_000_000;

    /// <summary>The columns, in the usual order; the first two must be there.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["table", "column", "key", "reference", "description", "synonyms"];

    /// <summary>What the text states, and every fault with its line. With a fault the rest is not complete.</summary>
    public static (StatedSchema Stated, IReadOnlyList<StatedFault> Faults) Read(string text)
    {
        var faults = new List<StatedFault>();
        if (text.Length > LongestText)
            return (StatedSchema.None, [new StatedFault(1, $"The file has more than {LongestText:N0} characters.")]);
        var records = CsvRecords.Of(text.TrimStart('\uFEFF')).ToList();
        if (records.Count == 0)
            return (StatedSchema.None, [new StatedFault(1, $"The file is empty; its first line must be {string.Join(',', Columns)}.")]);
        if (PlacesOf(records[0], faults) is not { } places)
            return (StatedSchema.None, faults);
        var rows = records.Skip(1).Select(record => StatedRow.Of(record, places, records[0].Cells.Count, faults)).OfType<StatedRow>().ToList();
        foreach (var twice in rows.GroupBy(row => (row.Table.ToUpperInvariant(), row.Column.ToUpperInvariant())).Where(group => group.Count() > 1))
            faults.AddRange(twice.Skip(1).Select(row => new StatedFault(row.Line, $"{row.Name} stands on line {twice.First().Line} already.")));
        return (new StatedSchema { Tables = [.. rows.GroupBy(row => row.Table, StringComparer.OrdinalIgnoreCase).Select(Table)] }, [.. faults.OrderBy(fault => fault.Line)]);
    }

    private static Dictionary<string, int>? PlacesOf(CsvRecord header, List<StatedFault> faults)
    {
        var names = header.Cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        faults.AddRange(names.Where(name => !Columns.Contains(name)).Select(name => new StatedFault(header.Line, $"\"{name}\" is no column of a stated schema; the first line must be {string.Join(',', Columns)}.")));
        faults.AddRange(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => new StatedFault(header.Line, $"The column {group.Key} stands there twice.")));
        faults.AddRange(Columns.Take(2).Except(names).Select(name => new StatedFault(header.Line, $"The column {name} is missing; the first line must be {string.Join(',', Columns)}.")));
        return faults.Count > 0 ? null : names.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at);
    }

    private static StatedTable Table(IGrouping<string, StatedRow> rows) => new(rows.Key)
    {
        Description = rows.FirstOrDefault(row => row.Column.Length == 0)?.Description,
        PrimaryKey = [.. rows.Where(row => row.Key == StatedRow.Primary).Select(row => row.Column)],
        UniqueKeys = [.. rows.Where(row => row.Key.StartsWith(StatedRow.Unique, StringComparison.Ordinal)).GroupBy(row => row.KeyGroup).Select(key => key.Select(row => row.Column).ToList())],
        References = [.. rows.Where(row => row.Reference.Length > 0).GroupBy(row => row.ReferenceGroup).Select(reference =>
            new StatedReference([.. reference.Select(row => row.Column)], [.. reference.Select(row => row.Target)], reference.First().Line))],
        Descriptions = Distinct(rows.Where(row => row is { Column.Length: > 0, Description.Length: > 0 })).ToDictionary(row => row.Column, row => row.Description!, StringComparer.OrdinalIgnoreCase),
        Synonyms = Distinct(rows.Where(row => row.Synonyms.Count > 0)).ToDictionary(row => row.Column, row => row.Synonyms, StringComparer.OrdinalIgnoreCase),
        Lines = Distinct(rows).ToDictionary(row => row.Column, row => row.Line, StringComparer.OrdinalIgnoreCase),
    };

    private static IEnumerable<StatedRow> Distinct(IEnumerable<StatedRow> rows) => rows.DistinctBy(row => row.Column, StringComparer.OrdinalIgnoreCase);
}
