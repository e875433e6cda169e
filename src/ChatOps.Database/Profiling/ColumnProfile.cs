using System.Text.Json.Serialization;

namespace ChatOps.Database.Profiling;

/// <summary>One column's statistics. Numeric figures cover the values stored as finite numbers, figures of texts those stored as texts.</summary>
public sealed record ColumnProfile
{
    public required string Name { get; init; }

    /// <summary>The declared type.</summary>
    public required string Type { get; init; }

    public required long Nulls { get; init; }

    /// <summary>Texts that are empty or only white space.</summary>
    public long Blanks { get; init; }

    /// <summary>Distinct values other than NULL.</summary>
    public required long Distinct { get; init; }

    /// <summary><see cref="Distinct"/> is an estimate, usually within 1 %, because that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DistinctIsApproximate { get; init; }

    /// <summary>Smallest value other than NULL, NaN and infinities, or null. Texts are ordered by their code points, on SQLite by the column's collation.</summary>
    public object? Min { get; init; }

    public object? Max { get; init; }

    /// <summary>Mean of the numbers, or null.</summary>
    public double? Mean { get; init; }

    /// <summary>Population standard deviation of the numbers, or null.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>NaN and infinities, which no other figure covers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NonFinite { get; init; }

    /// <summary>Of the numbers, by nearest rank (PERCENTILE_DISC): <c>p05</c>, <c>p25</c>, <c>p50</c>, <c>p75</c>, <c>p95</c>; empty without numbers.</summary>
    public IReadOnlyDictionary<string, object?> Quantiles { get; init; } = new Dictionary<string, object?>();

    /// <summary>The largest relative error of <see cref="Quantiles"/>; null where they are exact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? QuantilesWithin { get; init; }

    /// <summary>Shortest and longest text in characters, or null.</summary>
    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public double? MeanLength { get; init; }

    /// <summary>
    /// The most frequent shapes of the texts, at most ten: <c>A</c> a capital, <c>a</c> another letter, <c>9</c> a digit, anything else as it is, with the length
    /// of a run in braces or a plus. Empty where texts are too free to have shapes.
    /// </summary>
    public IReadOnlyList<PatternCount> Patterns { get; init; } = [];

    /// <summary>The most frequent values, at most ten, with exact counts; null where there are too many different ones to count.</summary>
    public IReadOnlyList<ValueCount>? Top { get; init; }

    /// <summary>What the texts mean, where nearly all of them agree.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Meaning? Meaning { get; init; }

    /// <summary>Why the column is taken for personal data, such as <c>e-mail addresses</c>; null where it is not. Its values are masked in everything people get.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pii { get; init; }

    /// <summary>The same value in every row; NULL in all of them counts too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Constant { get; init; }

    /// <summary>Integers without gap or repetition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Sequence { get; init; }

    /// <summary>How many values each storage class has (integer, real, decimal, text, blob), NULLs left out.</summary>
    public IReadOnlyDictionary<string, long> StoredTypes { get; init; } = new Dictionary<string, long>();
}

/// <summary>A value and how many rows have it.</summary>
public sealed record ValueCount(object? Value, long Count);

/// <summary>A shape of texts and how many texts have it.</summary>
public sealed record PatternCount(string Pattern, long Count);

/// <summary>What texts mean.</summary>
/// <param name="Type">Such as <c>e-mail</c>, <c>iban</c>, <c>date</c>, <c>integer</c>; kebab case, stable.</param>
/// <param name="Share">Of the texts that are not blank, 0..1, exact.</param>
/// <param name="Format">Of dates, such as <c>dd.MM.yyyy</c>.</param>
public sealed record Meaning(string Type, double Share, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Format = null);
