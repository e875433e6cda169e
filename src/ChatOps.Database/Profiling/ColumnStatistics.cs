using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Profiling;

/// <summary>Exact figures of one column, gathered value by value in a single pass.</summary>
internal sealed class ColumnStatistics
{
    private double _mean;
    private double _squares;
    private long _minInteger = long.MaxValue;
    private long _maxInteger = long.MinValue;
    private double _minReal = double.PositiveInfinity;
    private double _maxReal = double.NegativeInfinity;
    private byte[]? _minText;
    private byte[]? _maxText;

    internal long Nulls { get; private set; }

    internal long Integers { get; private set; }

    internal long Reals { get; private set; }

    internal long Texts { get; private set; }

    internal long Blobs { get; private set; }

    internal long Values => Integers + Reals + Texts + Blobs;

    internal long Numbers => Integers + Reals;

    internal ValueCounts Counts { get; } = new();

    internal NumberHistogram Histogram { get; } = new();

    internal double? Mean => Numbers > 0 ? _mean : null;

    internal double? StandardDeviation => Numbers > 0 ? Math.Sqrt(_squares / Numbers) : null;

    /// <summary>A <see cref="long"/> or a <see cref="double"/> as it is stored, or null.</summary>
    internal object? MinNumber => Integers > 0 && !(Reals > 0 && _minReal < _minInteger) ? _minInteger : Reals > 0 ? _minReal : null;

    internal object? MaxNumber => Integers > 0 && !(Reals > 0 && _maxReal > _maxInteger) ? _maxInteger : Reals > 0 ? _maxReal : null;

    internal string? MinText => _minText is null ? null : Encoding.UTF8.GetString(_minText);

    internal string? MaxText => _maxText is null ? null : Encoding.UTF8.GetString(_maxText);

    internal long? MinLength { get; private set; }

    internal long? MaxLength { get; private set; }

    internal long Negatives { get; private set; }

    /// <summary>Numbers in 0..1.</summary>
    internal long InUnit { get; private set; }

    /// <summary>Numbers in 0..100.</summary>
    internal long InPercent { get; private set; }

    /// <summary>Numbers with a fractional part.</summary>
    internal long Fractional { get; private set; }

    internal long Blanks { get; private set; }

    /// <summary>Texts that begin or end with white space and are not blank.</summary>
    internal long Padded { get; private set; }

    internal long ControlCharacters { get; private set; }

    internal long InvalidUtf8 { get; private set; }

    internal long IsoDates { get; private set; }

    internal long ImpossibleIsoDates { get; private set; }

    internal long OtherDates { get; private set; }

    /// <summary>ISO dates that hold a time of day too.</summary>
    internal long IsoTimes { get; private set; }

    /// <summary>Texts such as "n/a" and "?".</summary>
    internal long Placeholders { get; private set; }

    internal long WithAt { get; private set; }

    internal long Dates => IsoDates + ImpossibleIsoDates + OtherDates;

    /// <summary>Takes the value and returns its hash.</summary>
    internal ulong Add(RowReader row, int column)
    {
        switch (row.GetKind(column))
        {
            case ValueKind.Integer or ValueKind.Boolean:
                Integers++;
                var integer = row.GetInt64(column);
                Counts.Add(integer);
                _minInteger = Math.Min(_minInteger, integer);
                _maxInteger = Math.Max(_maxInteger, integer);
                AddNumber(integer);
                return RowHash.Of(BitConverter.GetBytes((double)integer));
            case ValueKind.Real:
                Reals++;
                var real = row.GetDouble(column);
                Counts.Add(real);
                _minReal = Math.Min(_minReal, real);
                _maxReal = Math.Max(_maxReal, real);
                AddNumber(real);
                return RowHash.Of(BitConverter.GetBytes(real));
            case ValueKind.Text:
                Texts++;
                var bytes = row.GetBytes(column);
                AddText(bytes);
                return RowHash.Of(bytes);
            case ValueKind.Blob:
                Blobs++;
                return 2;
            default:
                Nulls++;
                return 1;
        }
    }

    /// <summary>Welford's running mean and sum of squares: one pass, and no loss when the mean is large.</summary>
    private void AddNumber(double number)
    {
        var delta = number - _mean;
        _mean += delta / Numbers;
        _squares += delta * (number - _mean);
        Negatives += number < 0 ? 1 : 0;
        InUnit += number is >= 0 and <= 1 ? 1 : 0;
        InPercent += number is >= 0 and <= 100 ? 1 : 0;
        Fractional += number != Math.Floor(number) ? 1 : 0;
        Histogram.Add(number);
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        Counts.Add(text);
        AddOrder(text);
        AddShape(text);
        if (text.IsEmpty)
        {
            Blanks++;
            return;
        }

        if (IsMaybeSpace(text[0]) || IsMaybeSpace(text[^1]))
        {
            var decoded = Encoding.UTF8.GetString(text);
            var trimmed = decoded.Trim();
            Blanks += trimmed.Length == 0 ? 1 : 0;
            Padded += trimmed.Length > 0 && trimmed.Length < decoded.Length ? 1 : 0;
        }

        switch (DateShapes.Of(text))
        {
            case DateShape.Iso:
                IsoDates++;
                IsoTimes += text.Length > 10 ? 1 : 0;
                break;
            case DateShape.ImpossibleIso:
                ImpossibleIsoDates++;
                break;
            case DateShape.Other:
                OtherDates++;
                break;
        }
    }

    private void AddOrder(ReadOnlySpan<byte> text)
    {
        if (_minText is null || text.SequenceCompareTo(_minText) < 0)
        {
            _minText = text.ToArray();
        }

        if (_maxText is null || text.SequenceCompareTo(_maxText) > 0)
        {
            _maxText = text.ToArray();
        }
    }

    private void AddShape(ReadOnlySpan<byte> text)
    {
        var ascii = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0;
        InvalidUtf8 += ascii || System.Text.Unicode.Utf8.IsValid(text) ? 0 : 1;
        long length = ascii ? text.Length : Characters(text);
        MinLength = MinLength is { } min && min <= length ? min : length;
        MaxLength = MaxLength is { } max && max >= length ? max : length;
        WithAt += text.Contains((byte)'@') ? 1 : 0;
        Placeholders += Profiling.Placeholders.Is(text) ? 1 : 0;
        ControlCharacters += HasControl(text) ? 1 : 0;
    }

    private static bool HasControl(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAnyInRange((byte)0, (byte)0x1F);
        while (at >= 0)
        {
            if (text[at] is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return true;
            }

            var next = text[(at + 1)..].IndexOfAnyInRange((byte)0, (byte)0x1F);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return text.Contains((byte)0x7F);
    }

    private static long Characters(ReadOnlySpan<byte> text)
    {
        var count = 0L;
        foreach (var next in text)
        {
            count += (next & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private static bool IsMaybeSpace(byte next) => next is <= 0x20 or >= 0x80;
}
