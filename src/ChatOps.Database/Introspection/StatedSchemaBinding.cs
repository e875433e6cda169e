namespace ChatOps.Database.Introspection;

/// <summary>Finds what a stated schema names in a live one.</summary>
public sealed class StatedSchemaBinding
{
    private readonly Schema _schema;
    private readonly List<StatedFault> _faults = [];
    private readonly Dictionary<string, BoundTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    private StatedSchemaBinding(Schema schema) => _schema = schema;

    /// <summary>Everything that is stated and not there, in the order of its lines. It is left out of the rest.</summary>
    public IReadOnlyList<StatedFault> Faults => _faults;

    public static StatedSchemaBinding Of(StatedSchema stated, Schema schema)
    {
        var binding = new StatedSchemaBinding(schema);
        foreach (var table in stated.Tables)
            binding.Bind(table, stated);
        binding._faults.Sort((left, right) => left.Line.CompareTo(right.Line));
        return binding;
    }

    /// <summary>The schema as it is stated to be: stated keys in place of declared ones, stated references beside them, descriptions as comments.</summary>
    public Schema Over() => _schema with { Tables = [.. _schema.Tables.Select(Over)] };

    /// <summary>What is stated about the table and is there; null for nothing.</summary>
    internal BoundTable? Find(string table) => _tables.GetValueOrDefault(table);

    private void Bind(StatedTable stated, StatedSchema all)
    {
        if (FindTable(stated.Name) is not { } table)
        {
            _faults.Add(new StatedFault(stated.Lines.Values.DefaultIfEmpty(1).Min(), $"There is no table {stated.Name}."));
            return;
        }

        _faults.AddRange(stated.Lines.Where(pair => pair.Key.Length > 0 && table.Find(pair.Key) is null).Select(pair => new StatedFault(pair.Value, $"{table.Name} has no column {pair.Key}.")));
        _tables[table.Name] = new BoundTable
        {
            PrimaryKey = Columns(table, stated.PrimaryKey) ?? [],
            UniqueKeys = [.. stated.UniqueKeys.Select(key => Columns(table, key)).OfType<IReadOnlyList<string>>()],
            References = [.. stated.References.Select(reference => Reference(table, reference, all)).OfType<ForeignKey>()],
            Description = stated.Description,
            Descriptions = stated.Descriptions,
        };
    }

    /// <summary>Null where one of them is missing, or where none is named.</summary>
    private static IReadOnlyList<string>? Columns(Table table, IReadOnlyList<string> names)
    {
        var found = names.Select(name => table.Find(name)?.Name).ToList();
        return found.Count == 0 || found.Contains(null) ? null : [.. found.OfType<string>()];
    }

    private ForeignKey? Reference(Table table, StatedReference stated, StatedSchema all)
    {
        var targets = stated.Targets.Select(target => Target(target, all)).ToList();
        for (var at = 0; at < targets.Count; at++)
        {
            if (targets[at] is null)
                _faults.Add(new StatedFault(stated.Line, $"There is no {stated.Targets[at]} to refer to; write table.column, or a table with a key of one column."));
        }

        if (targets.Contains(null) || Columns(table, stated.Columns) is not { } columns)
            return null;
        if (targets.Select(target => target!.Value.Table.Name).Distinct().Count() > 1)
        {
            _faults.Add(new StatedFault(stated.Line, $"One reference of {table.Name} leads to several tables: {string.Join(", ", stated.Targets)}."));
            return null;
        }

        return new ForeignKey(null, columns, targets[0]!.Value.Table.Name, [.. targets.Select(target => target!.Value.Column)], "NO ACTION", "NO ACTION") { Validated = false, Enforced = false };
    }

    /// <summary>A name may hold dots itself, so the whole is tried as a table first.</summary>
    private (Table Table, string Column)? Target(string text, StatedSchema all)
    {
        if (FindTable(text) is { } whole)
        {
            var key = all.Find(whole.Name) is { PrimaryKey: { Count: > 0 } stated } ? stated : whole.PrimaryKey;
            return key is [var only] && whole.Find(only) is { } column ? (whole, column.Name) : null;
        }

        var dot = text.LastIndexOf('.');
        return dot > 0 && FindTable(text[..dot]) is { } table && table.Find(text[(dot + 1)..]) is { } found ? (table, found.Name) : null;
    }

    private Table? FindTable(string name) =>
        _schema.Tables.FirstOrDefault(table => table.Name == name) ?? _schema.Tables.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private Table Over(Table table) => Find(table.Name) is not { } stated ? table : table with
    {
        PrimaryKey = stated.PrimaryKey.Count > 0 ? stated.PrimaryKey : table.PrimaryKey,
        ForeignKeys = [.. table.ForeignKeys, .. stated.References.Where(reference => !table.ForeignKeys.Any(declared => declared.Columns.SequenceEqual(reference.Columns)))],
        Indexes = [.. table.Indexes, .. stated.UniqueKeys.Where(key => !KeyColumns.IsUnique(table, key.ToList())).Select(key => new Index($"stated ({string.Join(", ", key)})", [.. key], true, IndexOrigin.Unique))],
        Comment = stated.Description ?? table.Comment,
        Columns = [.. table.Columns.Select(column => stated.Descriptions.TryGetValue(column.Name, out var description) ? column with { Comment = description } : column)],
    };
}

/// <summary>What is stated about a table that is there, in the database's own names.</summary>
internal sealed record BoundTable
{
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    public IReadOnlyList<ForeignKey> References { get; init; } = [];

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Descriptions { get; init; } = new Dictionary<string, string>();

    public bool Refers(string column) => References.Any(reference => reference.Columns.Contains(column));
}
