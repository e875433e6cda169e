namespace ChatOps.Database.Migration.Types;

/// <summary>What the values of a column are, in words that belong to no engine.</summary>
public sealed record TransferType(TransferKind Kind)
{
    /// <summary>Of an integer 8, 16, 24, 32 or 64; of a real 32 or 64; else null.</summary>
    public int? Bits { get; init; }

    /// <summary>An integer that cannot be negative.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Digits in all of an exact number; digits behind the second of a time. Null for no limit.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits behind the point of an exact number; null for no limit.</summary>
    public int? Scale { get; init; }

    /// <summary>The most characters of a text, bytes of a binary, bits of a bit string; null for no limit.</summary>
    public long? Length { get; init; }

    /// <summary>Every value has the full length: shorter ones are filled up by the engine.</summary>
    public bool Fixed { get; init; }

    /// <summary>Texts that differ only by case count as equal.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The only values there can be, such as those of an enum; empty where anything goes.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public bool Equals(TransferType? other) =>
        other is not null && (Kind, Bits, Unsigned, Precision, Scale, Length, Fixed, IgnoresCase) == (other.Kind, other.Bits, other.Unsigned, other.Precision, other.Scale, other.Length, other.Fixed, other.IgnoresCase)
        && Members.SequenceEqual(other.Members, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Kind, Bits, Unsigned, Precision, Scale, Length, Fixed, Members.Count);
}

/// <summary>Kinds of values. Two values of one kind are the same exactly when their bytes in a <see cref="Rows.RowBlock"/> are.</summary>
public enum TransferKind
{
    /// <summary>A whole number within 64 signed bits. Bytes: 8, little-endian. A wider one is a <see cref="Decimal"/>.</summary>
    Integer,

    /// <summary>An exact number with any number of digits. Bytes: ASCII without exponent, leading or trailing zeros (<c>-12.5</c>, <c>0</c>), or <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    Decimal,

    /// <summary>A double. Bytes: its 8, little-endian; there is one zero and one NaN.</summary>
    Real,

    /// <summary>True or false. Bytes: one, 1 or 0.</summary>
    Boolean,

    /// <summary>Characters. Bytes: UTF-8 as stored, trailing blanks included (but not those that fill up a <see cref="TransferType.Fixed"/> one); no Unicode normalisation.</summary>
    Text,

    /// <summary>Bytes as stored.</summary>
    Binary,

    /// <summary>A day of the proleptic Gregorian calendar. Bytes: 4, days since 2000-01-01, little-endian; the largest and smallest stand for the infinities.</summary>
    Date,

    /// <summary>A time of day, 00:00:00 to 24:00:00. Bytes: 8, microseconds, little-endian.</summary>
    Time,

    /// <summary>A day and a time without zone. Bytes: 8, microseconds since 2000-01-01 00:00:00, little-endian; the largest and smallest stand for the infinities.</summary>
    Moment,

    /// <summary>A moment on the world's time line; as <see cref="Moment"/>, in UTC. A text without an offset is taken for UTC.</summary>
    Instant,

    /// <summary>Bytes: 16, in the order they are written.</summary>
    Uuid,

    /// <summary>JSON as its own text; compared as text, since engines differ in what they keep of it.</summary>
    Json,

    /// <summary>A string of bits. Bytes: ASCII <c>0</c> and <c>1</c>.</summary>
    Bits,

    /// <summary>A type of one engine only, such as an array, an interval or a range, as that engine's own text.</summary>
    Other,
}
