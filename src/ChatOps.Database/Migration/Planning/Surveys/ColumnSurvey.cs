using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>
/// What is stored in one column, measured against what is expected. It judges with the very encoder that the load will use, so the two never
/// disagree; values of the common kinds that it would surely take are told apart before, in a few nanoseconds.
/// </summary>
internal sealed class ColumnSurvey
{
    /// <summary>A power of ten of so many digits is exact as a double.</summary>
    private const int DigitsOfReal = 15;

    private readonly TransferType _type;
    private readonly TransferType _place;
    private readonly EngineLimits _limits;
    private readonly bool _quick;
    private readonly ValueEncoder _encoder;
    private readonly RowBlock _scratch = new(64);
    private readonly Rival[] _rivals;
    private double _unit = 1;
    private double _largestWhole;

    /// <param name="type">What is expected.</param>
    /// <param name="place">Where the values go; without sizes to learn which they need.</param>
    /// <param name="limits">Of the engine where they go.</param>
    /// <param name="rivals">What they might be instead.</param>
    internal ColumnSurvey(TransferType type, TransferType place, EngineLimits limits, IReadOnlyList<TransferType> rivals)
    {
        (_type, _place, _limits) = (type, place, limits);
        _encoder = ValueEncoder.For(type, place, limits);
        _quick = place is { Length: null, Precision: null, Bits: null or 64, Fixed: false } && !type.Fixed;
        _rivals = [.. rivals.Select(rival => new Rival(rival, ValueEncoder.For(rival, rival, limits)))];
    }

    /// <summary>What was expected.</summary>
    internal TransferType Type => _type;

    /// <summary>Values that are not NULL.</summary>
    internal long Values { get; private set; }

    internal long Nulls { get; private set; }

    /// <summary>Values that cannot go to the place.</summary>
    internal long Misfits { get; private set; }

    /// <summary>Why the first of them cannot; goes on after the column's name.</summary>
    internal string? Reason { get; private set; }

    internal long Integers { get; private set; }

    internal long Reals { get; private set; }

    internal long Blobs { get; private set; }

    /// <summary>Texts that are no JSON where JSON is expected.</summary>
    internal long NotJson { get; private set; }

    /// <summary>The smallest and largest whole number; the other way round where there is none.</summary>
    internal (long Smallest, long Largest) Range { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Characters of the longest text, bytes of the longest blob.</summary>
    internal long Longest { get; private set; }

    /// <summary>Bytes of the shortest blob, bits of the shortest string of bits.</summary>
    internal long Shortest { get; private set; } = long.MaxValue;

    /// <summary>The most digits before and behind the point, integers aside (see <see cref="Range"/>).</summary>
    internal (int Whole, int Behind) Digits { get; private set; }

    /// <summary>Some exact number is NaN or infinite.</summary>
    internal bool HasSpecials { get; private set; }

    /// <summary>The most digits behind the second.</summary>
    internal int FractionDigits { get; private set; }

    /// <summary>The first and last moment, in microseconds since 2000-01-01.</summary>
    internal (long First, long Last) Moments { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Some text ends with a blank.</summary>
    internal bool EndsWithBlank { get; private set; }

    /// <summary>What else the values might be, with the number that would then not fit.</summary>
    internal IEnumerable<(TransferType Type, long Misfits)> Rivals => _rivals.Select(rival => (rival.Type, rival.Misfits + (rival.Takes(_type.Kind) ? 0 : Values - Misfits)));

    /// <summary>Another one like this that has seen nothing.</summary>
    internal ColumnSurvey Anew() => new(_type, _place, _limits, [.. _rivals.Select(rival => rival.Type)]);

    /// <summary>Takes over what another one like this has seen in rows that come behind those of this.</summary>
    internal void Add(ColumnSurvey behind)
    {
        (Values, Nulls, Misfits, NotJson) = (Values + behind.Values, Nulls + behind.Nulls, Misfits + behind.Misfits, NotJson + behind.NotJson);
        (Integers, Reals, Blobs) = (Integers + behind.Integers, Reals + behind.Reals, Blobs + behind.Blobs);
        Reason ??= behind.Reason;
        Range = (Math.Min(Range.Smallest, behind.Range.Smallest), Math.Max(Range.Largest, behind.Range.Largest));
        (Shortest, Longest) = (Math.Min(Shortest, behind.Shortest), Math.Max(Longest, behind.Longest));
        Moments = (Math.Min(Moments.First, behind.Moments.First), Math.Max(Moments.Last, behind.Moments.Last));
        FractionDigits = Math.Max(FractionDigits, behind.FractionDigits);
        HasSpecials |= behind.HasSpecials;
        EndsWithBlank |= behind.EndsWithBlank;
        NoteDigits(behind.Digits);
        foreach (var (rival, other) in _rivals.Zip(behind._rivals))
        {
            rival.Misfits += other.Misfits;
        }
    }

    internal void Take(RowReader row, int column)
    {
        var kind = row.GetKind(column);
        switch (kind)
        {
            case ValueKind.Null:
                Nulls++;
                return;
            case ValueKind.Integer:
                Integers++;
                Note(row.GetInt64(column));
                break;
            case ValueKind.Real:
                Reals++;
                break;
            case ValueKind.Blob:
                Blobs++;
                break;
        }

        Values++;
        if (!_quick || !TryQuick(row, column, kind))
        {
            TakeSlowly(row, column, kind);
        }
    }

    private bool TryQuick(RowReader row, int column, ValueKind kind)
    {
        switch (kind)
        {
            case ValueKind.Integer when _type.Kind is TransferKind.Integer or TransferKind.Decimal:
                return true;
            case ValueKind.Real when _type.Kind == TransferKind.Real:
                return double.IsFinite(row.GetDouble(column));
            case ValueKind.Real when _type.Kind == TransferKind.Decimal:
                return TryDigits(row.GetDouble(column));
            case ValueKind.Text when _type.Kind is TransferKind.Text or TransferKind.Json or TransferKind.Other:
                return TryText(row.GetBytes(column));
            case ValueKind.Blob when _type.Kind == TransferKind.Binary:
                NoteLength(row.GetBytes(column).Length);
                return true;
            default:
                return false;
        }
    }

    private bool TryText(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text) || (!_limits.NulInText && text.Contains((byte)0)))
        {
            return false;
        }

        NotJson += _type.Kind == TransferKind.Json && !JsonTexts.IsJson(text) ? 1 : 0;
        Note(text);
        return true;
    }

    /// <summary>
    /// The number has no more digits than are known: it is the double that is nearest to some whole number of units, so its shortest digits
    /// are no more than those of that decimal number.
    /// </summary>
    private bool TryDigits(double value)
    {
        var units = Math.Abs(value) * _unit;
        return units < Math.Min(1L << 53, _unit * _largestWhole) && Math.Round(units) / _unit == Math.Abs(value);
    }

    private void TakeSlowly(RowReader row, int column, ValueKind kind)
    {
        if (_encoder.TryAppend(row, column, kind, _scratch) is { } reason)
        {
            Misfits++;
            Reason ??= reason;
            foreach (var rival in _rivals)
            {
                rival.Misfits += rival.Encoder.TryAppend(row, column, kind, _scratch) is null ? 0 : 1;
                _scratch.AbandonRow();
            }

            return;
        }

        _scratch.EndRow();
        Note(_scratch.Row(0)[sizeof(int)..], _type.Kind);
        _scratch.Clear();
    }

    private void Note(ReadOnlySpan<byte> value, TransferKind kind)
    {
        switch (kind)
        {
            case TransferKind.Integer:
                Note(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case TransferKind.Decimal:
                if (value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
                {
                    HasSpecials = true;
                    break;
                }

                NoteDigits(DecimalDigits.Places(value));
                break;
            case TransferKind.Date:
                NoteMoment(BinaryPrimitives.ReadInt32LittleEndian(value) * DateText.MicrosPerDay);
                break;
            case TransferKind.Time or TransferKind.Moment or TransferKind.Instant:
                NoteMoment(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case TransferKind.Binary or TransferKind.Bits:
                NoteLength(value.Length);
                break;
            case TransferKind.Text or TransferKind.Json or TransferKind.Other:
                Note(value);
                break;
        }
    }

    private void NoteDigits((int Whole, int Behind) digits)
    {
        Digits = (Math.Max(Digits.Whole, digits.Whole), Math.Max(Digits.Behind, digits.Behind));
        (_unit, _largestWhole) = (Math.Pow(10, Math.Min(Digits.Behind, DigitsOfReal)), Math.Pow(10, Math.Min(Digits.Whole, DigitsOfReal)));
    }

    private void Note(long value) => Range = (Math.Min(Range.Smallest, value), Math.Max(Range.Largest, value));

    private void NoteLength(long length) => (Shortest, Longest) = (Math.Min(Shortest, length), Math.Max(Longest, length));

    private void Note(ReadOnlySpan<byte> text)
    {
        EndsWithBlank |= text is [.., (byte)' '];
        if (text.Length > Longest)
        {
            Longest = Math.Max(Longest, Characters(text));
        }
    }

    private void NoteMoment(long micros)
    {
        if (micros is long.MaxValue or long.MinValue)
        {
            return;
        }

        Moments = (Math.Min(Moments.First, micros), Math.Max(Moments.Last, micros));
        for (; FractionDigits < 6 && micros % Unit(FractionDigits) != 0; FractionDigits++)
        {
        }
    }

    private static long Unit(int digits) => digits switch { 0 => 1_000_000, 1 => 100_000, 2 => 10_000, 3 => 1_000, 4 => 100, 5 => 10, _ => 1 };

    /// <summary>Code points, as a target counts its characters.</summary>
    private static long Characters(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var count = 0L;
        foreach (var next in text)
        {
            count += (next & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }
}
