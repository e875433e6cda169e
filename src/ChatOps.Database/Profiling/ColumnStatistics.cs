using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Batches;
using ChatOps.Database.Profiling.Counting;
using ChatOps.Database.Profiling.Figures;
using ChatOps.Database.Profiling.Patterns;
using ChatOps.Database.Profiling.Semantics;

namespace ChatOps.Database.Profiling;

/// <summary>
/// Exact figures of one column from a single pass. While the different values are few, they are only counted, and the figures follow from the
/// counts at the end; a column with many different values adds each value to the figures instead.
/// </summary>
internal sealed class ColumnStatistics
{
    /// <summary>Kinds of values, each with numbers of its own (see <see cref="Add"/>).</summary>
    internal const int NumbersPerValue = 4;

    private readonly NumberFigures _numbers = new();
    private readonly TextFigures _texts = new();
    private readonly PatternCounts? _patterns;
    private readonly SemanticTally _meaning;
    private readonly IDistinctCounter? _distinct;

    /// <param name="distinct">Counts different values where <see cref="Counts"/> cannot; null where nobody asks.</param>
    internal ColumnStatistics(string column, ScanBudget budget, bool patterns, IDistinctCounter? distinct)
    {
        Counts = new ValueCounts(budget.ValuesPerColumn, budget.TextBytesPerColumn);
        _meaning = new SemanticTally(column);
        _patterns = patterns ? new PatternCounts() : null;
        _distinct = distinct;
    }

    internal long Nulls { get; private set; }

    /// <summary>Booleans among them.</summary>
    internal long Integers { get; private set; }

    /// <summary>Binary floating-point numbers.</summary>
    internal long Reals { get; private set; }

    /// <summary>Exact numbers that are no 64-bit integers.</summary>
    internal long Decimals { get; private set; }

    internal long Texts { get; private set; }

    internal long Blobs { get; private set; }

    internal long Values => Numbers + Texts + Blobs;

    /// <summary>NaN and infinities among them.</summary>
    internal long Numbers => Integers + Reals + Decimals;

    internal long NonFinite => _numbers.NonFinite;

    internal ValueCounts Counts { get; }

    internal NumberHistogram Histogram => _numbers.Histogram;

    internal double? Mean => _numbers.Mean;

    /// <summary>Of the population.</summary>
    internal double? StandardDeviation => _numbers.Count > 0 ? _numbers.Moments.StandardDeviation : null;

    /// <summary>The smallest finite number as <see cref="RowReader.GetValue"/> gives it, or null.</summary>
    internal object? MinNumber => _numbers.Min;

    internal object? MaxNumber => _numbers.Max;

    internal string? MinText => _texts.Min;

    internal string? MaxText => _texts.Max;

    internal long? MinLength => _texts.MinLength;

    internal long? MaxLength => _texts.MaxLength;

    internal double? MeanLength => _texts.MeanLength;

    internal long Negatives => _numbers.Negatives;

    /// <summary>Numbers in 0..1.</summary>
    internal long InUnit => _numbers.InUnit;

    /// <summary>Numbers in 0..100.</summary>
    internal long InPercent => _numbers.InPercent;

    /// <summary>Numbers with a fractional part.</summary>
    internal long Fractional => _numbers.Fractional;

    internal long Blanks => _texts.Blanks;

    /// <summary>Texts that begin or end with white space and are not blank.</summary>
    internal long Padded => _texts.Padded;

    internal long ControlCharacters => _texts.ControlCharacters;

    internal long InvalidUtf8 => _texts.InvalidUtf8;

    internal long IsoDates => _texts.IsoDates;

    internal long ImpossibleIsoDates => _texts.ImpossibleIsoDates;

    internal long OtherDates => _texts.OtherDates;

    /// <summary>ISO dates that hold a time of day too.</summary>
    internal long IsoTimes => _texts.IsoTimes;

    /// <summary>Texts such as "n/a" and "?".</summary>
    internal long Placeholders => _texts.Placeholders;

    internal long WithAt => _texts.WithAt;

    internal long Dates => IsoDates + ImpossibleIsoDates + OtherDates;

    /// <summary>The shapes of the texts; null where nobody asked.</summary>
    internal PatternCounts? Patterns => _patterns;

    /// <summary>What the texts mean; null where nothing fits.</summary>
    internal SemanticFinding? Meaning => _meaning.Best;

    /// <summary>Different values other than NULL, as far as the pass can tell; null where the database has to be asked.</summary>
    internal long? Distinct => Counts.Overflowed ? _distinct?.Count() : Blobs == 0 ? Counts.Distinct : _distinct?.Count() + Counts.Distinct;

    /// <param name="hashes">Each row's hash is mixed with that of the column's value; empty where nobody asks.</param>
    /// <param name="numbers">Takes which of the column's values each row has: 0 for NULL, negative where that is not counted; empty where nobody asks.</param>
    internal void Add(ColumnBatch batch, Span<Fingerprint> hashes, Span<int> numbers)
    {
        var kinds = batch.Kinds;
        for (var row = 0; row < kinds.Length; row++)
        {
            var number = kinds[row] switch
            {
                ValueKind.Integer or ValueKind.Boolean => AddInteger(batch.Integer(row)),
                ValueKind.Real => AddReal(batch.Real(row)),
                ValueKind.Decimal => AddDecimal(batch.Text(row), batch.Real(row)),
                ValueKind.Text => AddText(batch.Text(row)),
                ValueKind.Blob => AddBlob(batch.Blob(row)),
                _ => AddNull(),
            };
            if (!numbers.IsEmpty)
            {
                numbers[row] = number;
            }
        }

        if (!hashes.IsEmpty)
        {
            RowHashes.Mix(batch, hashes);
        }
    }

    /// <summary>The pass is over: the figures of a column whose values were only counted follow now.</summary>
    internal void Finish()
    {
        if (!Counts.Overflowed)
        {
            AddCounted(distinct: null);
        }
    }

    private int AddNull()
    {
        Nulls++;
        return 0;
    }

    private int AddInteger(long value)
    {
        Integers++;
        if (Counts.Overflowed)
        {
            _numbers.AddInteger(value, 1);
            _distinct?.Add(Fingerprint.Of(value));
            return -1;
        }

        return Number(Counts.Integers.Add(value), 0);
    }

    private int AddReal(double value)
    {
        Reals++;
        if (Counts.Overflowed)
        {
            _numbers.AddReal(value, 1);
            _distinct?.Add(Fingerprint.Of(value));
            return -1;
        }

        return Number(Counts.Reals.Add(BitConverter.DoubleToInt64Bits(value)), 1);
    }

    private int AddDecimal(ReadOnlySpan<byte> shortest, double value)
    {
        Decimals++;
        if (Counts.Overflowed)
        {
            _numbers.AddDecimal(shortest, value, 1);
            _distinct?.Add(Fingerprint.OfDecimal(shortest));
            return -1;
        }

        return Number(Counts.Decimals.Add(shortest, Fingerprint.OfDecimal(shortest).High), 2);
    }

    private int AddText(ReadOnlySpan<byte> text)
    {
        Texts++;
        if (Counts.Overflowed)
        {
            AddToFigures(text, 1);
            _distinct?.Add(Fingerprint.OfText(text));
            return -1;
        }

        return Number(Counts.Characters.Add(text, Fingerprint.OfText(text).High), 3);
    }

    private int AddBlob(Fingerprint blob)
    {
        Blobs++;
        _distinct?.Add(blob);
        return -1;
    }

    /// <summary>Values are numbered from 1 in the order in which they come, each kind by itself.</summary>
    private int Number(int index, int kind)
    {
        if (Counts.IsFull)
        {
            Overflow();
            return -1;
        }

        return 1 + (index * NumbersPerValue) + kind;
    }

    private void Overflow()
    {
        AddCounted(_distinct);
        Counts.Forget();
        _meaning.GiveUpHopeless();
    }

    private void AddCounted(IDistinctCounter? distinct)
    {
        for (var index = 0; index < Counts.Integers.Count; index++)
        {
            _numbers.AddInteger(Counts.Integers.Keys[index], Counts.Integers.Counts[index]);
            distinct?.Add(Fingerprint.Of(Counts.Integers.Keys[index]));
        }

        for (var index = 0; index < Counts.Reals.Count; index++)
        {
            var real = BitConverter.Int64BitsToDouble(Counts.Reals.Keys[index]);
            _numbers.AddReal(real, Counts.Reals.Counts[index]);
            distinct?.Add(Fingerprint.Of(real));
        }

        for (var index = 0; index < Counts.Decimals.Count; index++)
        {
            _numbers.AddDecimal(Counts.Decimals[index], DecimalText.ToDouble(Counts.Decimals[index]), Counts.Decimals.CountOf(index));
            distinct?.Add(Fingerprint.OfDecimal(Counts.Decimals[index]));
        }

        for (var index = 0; index < Counts.Characters.Count; index++)
        {
            AddToFigures(Counts.Characters[index], Counts.Characters.CountOf(index));
            distinct?.Add(Fingerprint.OfText(Counts.Characters[index]));
        }
    }

    private void AddToFigures(ReadOnlySpan<byte> text, long count)
    {
        _texts.Add(text, count);
        _meaning.Add(text, count);
        _patterns?.Add(text, count);
    }
}
