namespace ChatOps.Database.Introspection;

/// <summary>One column.</summary>
/// <param name="DeclaredType">As written in the schema, such as <c>NVARCHAR(160)</c>; empty when there is none.</param>
public sealed record Column(string Name, string DeclaredType, bool Nullable)
{
    /// <summary>What the declared type promises.</summary>
    public ColumnKind Kind { get; init; }

    /// <summary>The default as an SQL expression, or null.</summary>
    public string? Default { get; init; }

    /// <summary>The collating sequence where one is declared or, on MySQL, in force.</summary>
    public string? Collation { get; init; }

    /// <summary>Texts that differ only by case count as equal here.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Computed by the database.</summary>
    public bool Generated { get; init; }

    /// <summary>What a <see cref="Generated"/> one is computed from, as an SQL expression.</summary>
    public string? Expression { get; init; }

    /// <summary>A <see cref="Generated"/> one keeps its values on disk; else they are computed whenever they are read.</summary>
    public bool Stored { get; init; }

    /// <summary>Filled from a sequence or counter when an insert leaves it out.</summary>
    public bool Identity { get; init; }

    /// <summary>The counter of an <see cref="Identity"/> column never gives a number again, also when its row is gone.</summary>
    public bool NeverReused { get; init; }

    /// <summary>PostgreSQL: an insert may not give the number of an <see cref="Identity"/> column itself.</summary>
    public bool AlwaysNumbered { get; init; }

    /// <summary>MySQL: what every update of the row sets it to, as an SQL expression.</summary>
    public string? OnUpdate { get; init; }

    /// <summary>The longest text in characters, or the longest bytes, that the declaration allows; null for no limit.</summary>
    public long? Length { get; init; }

    /// <summary>Digits in all of an exact number, or null.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits behind the point of an exact number, or null.</summary>
    public int? Scale { get; init; }

    /// <summary>A moment that names its offset from UTC.</summary>
    public bool WithZone { get; init; }

    public string? Comment { get; init; }
}

/// <summary>What a declared type promises.</summary>
public enum ColumnKind
{
    /// <summary>Nothing that could be broken, or a type of its own such as an array, an enum or JSON.</summary>
    Any,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Binary floating-point numbers.</summary>
    Floating,

    /// <summary>Exact numbers.</summary>
    Decimal,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>A day or a moment.</summary>
    Date,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Bytes.</summary>
    Binary,
}

/// <summary>Questions about types.</summary>
internal static class ColumnKinds
{
    /// <summary>Somebody wrote a size; MySQL also tells one of TEXT, which its type has by itself.</summary>
    internal static bool IsSized(this Column column) => column.DeclaredType.Contains('(', StringComparison.Ordinal);

    internal static bool IsNumber(this ColumnKind kind) => kind is ColumnKind.Integer or ColumnKind.Floating or ColumnKind.Decimal;
}
