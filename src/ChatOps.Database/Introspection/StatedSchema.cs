namespace ChatOps.Database.Introspection;

/// <summary>
/// What people state about a schema: keys, references and descriptions. It counts before whatever is inferred from names
/// and values, and beside what the database declares.
/// </summary>
public sealed record StatedSchema
{
    /// <summary>Nothing is stated.</summary>
    public static StatedSchema None { get; } = new();

    /// <summary>Each table once.</summary>
    public IReadOnlyList<StatedTable> Tables { get; init; } = [];

    /// <summary>What is stated about a table, compared without case; null for nothing.</summary>
    public StatedTable? Find(string table) => Tables.FirstOrDefault(own => own.Name.Equals(table, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What is stated about one table.</summary>
public sealed record StatedTable(string Name)
{
    public string? Description { get; init; }

    /// <summary>In the order stated; empty where no key is.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Sets of columns whose values together occur once.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    public IReadOnlyList<StatedReference> References { get; init; } = [];

    /// <summary>Descriptions by column.</summary>
    public IReadOnlyDictionary<string, string> Descriptions { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What people call the table (its key here is empty) and its columns beside their names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every column that is named, with the line that names it first.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A reference is stated for the column.</summary>
    public bool Refers(string column) => References.Any(reference => reference.Columns.Contains(column, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A reference that is stated.</summary>
/// <param name="Targets">What each column refers to, as written: <c>table.column</c>, or <c>table</c> for its key.</param>
/// <param name="Line">The line that states it.</param>
public sealed record StatedReference(IReadOnlyList<string> Columns, IReadOnlyList<string> Targets, int Line);

/// <summary>Something stated that the database does not have.</summary>
/// <param name="Line">The line that states it.</param>
public sealed record StatedFault(int Line, string Message);
