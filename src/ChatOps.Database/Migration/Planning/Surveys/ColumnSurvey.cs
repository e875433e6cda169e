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
    private readonly TransferType _type;
    private readonly EngineLimits _limits;
    private readonly bool _quick;
    private readonly ValueEncoder _encoder;
    private readonly RowBlock _scratch = new(64);
    private readonly Rival[] _rivals;

    /// <param name="type">What is expected.</param>
    /// <param name="place">Where the values go; without sizes to learn which they need.</param>
    /// <param name="limits">Of the engine where they go.</param>
    /// <param name="rivals">What they might be instead.</param>
    internal ColumnSurvey(TransferType type, TransferType place, EngineLimits limits, IReadOnlyList<TransferType> rivals)
    {
        (_type, _limits) = (type, limits);
        _encoder = ValueEncoder.For(type, place, limits);
        _quick = place is { Length: null, Precision: null, Bits: null or 64, Fixed: false } && !type.Fixed;
        _rivals = [.. rivals.Select(rival => new Rival(rival, ValueEncoder.For(rival, rival, limits)))];
    }

    /// <summary>What was expected.</summary>
    internal TransferKind Kind => _type.Kind;

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

    /// <summary>The smallest and largest whole number; the other way round where there is none.</summary>
    internal (long Smallest, long Largest) Range { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Characters of the longest text, bytes of the longest blob.</summary>
    internal long Longest { get; private set; }

    /// <summary>The most digits before and behind the point, integers aside (see <see cref="Range"/>).</summary>
    internal (int Whole, int Behind) Digits { get; private set; }

    /// <summary>The most digits behind the second.</summary>
    internal int FractionDigits { get; private set; }

    /// <summary>The first and last moment, in microseconds since 2000-01-01.</summary>
    internal (long First, long Last) Moments { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>Some text ends with a blank.</summary>
    internal bool EndsWithBlank { get; private set; }

    /// <summary>What else the values might be, with the number that would then not fit.</summary>
    internal IEnumerable<(TransferType Type, long Misfits)> Rivals => _rivals.Select(rival => (rival.Type, rival.Misfits + (IsPart(_type.Kind, rival.Type.Kind) ? 0 : Values - Misfits)));

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
            case ValueKind.Text when _type.Kind is TransferKind.Text or TransferKind.Json or TransferKind.Other:
                return TryText(row.GetBytes(column));
            case ValueKind.Blob when _type.Kind == TransferKind.Binary:
                Longest = Math.Max(Longest, row.GetBytes(column).Length);
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

        Note(text);
        return true;
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
                var (whole, behind) = DecimalDigits.Places(value);
                Digits = (Math.Max(Digits.Whole, whole), Math.Max(Digits.Behind, behind));
                break;
            case TransferKind.Date:
                NoteMoment(BinaryPrimitives.ReadInt32LittleEndian(value) * DateText.MicrosPerDay);
                break;
            case TransferKind.Time or TransferKind.Moment or TransferKind.Instant:
                NoteMoment(BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case TransferKind.Binary or TransferKind.Bits:
                Longest = Math.Max(Longest, value.Length);
                break;
            case TransferKind.Text or TransferKind.Json or TransferKind.Other:
                Note(value);
                break;
        }
    }

    private void Note(long value) => Range = (Math.Min(Range.Smallest, value), Math.Max(Range.Largest, value));

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

    /// <summary>Whatever fits the one fits the other too.</summary>
    private static bool IsPart(TransferKind kind, TransferKind wider) => wider switch
    {
        TransferKind.Text => kind != TransferKind.Binary,
        TransferKind.Real => kind is TransferKind.Integer or TransferKind.Boolean,
        TransferKind.Integer => kind == TransferKind.Boolean,
        TransferKind.Moment => kind == TransferKind.Date,
        TransferKind.Instant => kind is TransferKind.Date or TransferKind.Moment,
        TransferKind.Binary => kind == TransferKind.Text,
        _ => false,
    };

    private sealed class Rival(TransferType type, ValueEncoder encoder)
    {
        internal TransferType Type { get; } = type;

        internal ValueEncoder Encoder { get; } = encoder;

        internal long Misfits { get; set; }
    }
}
