using ChatOps.Database.Connections;

namespace ChatOps.Database.Profiling.Figures;

/// <summary>Figures of the values stored as numbers. NaN and the infinities are counted and otherwise left out.</summary>
internal sealed class NumberFigures
{
    private long _minInteger = long.MaxValue;
    private long _maxInteger = long.MinValue;
    private double _minReal = double.PositiveInfinity;
    private double _maxReal = double.NegativeInfinity;
    private readonly DecimalOrder _decimals = new();
    private Int128 _sum;
    private long _integers;

    /// <summary>Finite numbers.</summary>
    internal long Count => Moments.Count;

    /// <summary>NaN and infinities.</summary>
    internal long NonFinite { get; private set; }

    internal Moments Moments { get; } = new();

    internal NumberHistogram Histogram { get; } = new();

    internal long Negatives { get; private set; }

    /// <summary>Numbers in 0..1.</summary>
    internal long InUnit { get; private set; }

    /// <summary>Numbers in 0..100.</summary>
    internal long InPercent { get; private set; }

    /// <summary>Numbers with a fractional part.</summary>
    internal long Fractional { get; private set; }

    /// <summary>Integers alone are added up exactly, whatever their size.</summary>
    internal double? Mean => Count == 0 ? null : _integers == Count ? ExactMean() : Moments.Mean;

    /// <summary>A <see cref="long"/>, a <see cref="double"/> or an exact number as <see cref="RowReader.GetValue"/> gives it; null without finite numbers.</summary>
    internal object? Min => _decimals.Min(_integers > 0 ? _minInteger : null)
        ?? (_integers > 0 && !(_minReal < _minInteger) ? _minInteger : double.IsFinite(_minReal) ? _minReal : null);

    internal object? Max => _decimals.Max(_integers > 0 ? _maxInteger : null)
        ?? (_integers > 0 && !(_maxReal > _maxInteger) ? _maxInteger : double.IsFinite(_maxReal) ? _maxReal : null);

    internal void AddInteger(long number, long count)
    {
        _integers += count;
        _sum += (Int128)number * count;
        _minInteger = Math.Min(_minInteger, number);
        _maxInteger = Math.Max(_maxInteger, number);
        Add(number, count);
    }

    internal void AddReal(double number, long count)
    {
        if (!double.IsFinite(number))
        {
            NonFinite += count;
            return;
        }

        _minReal = Math.Min(_minReal, number);
        _maxReal = Math.Max(_maxReal, number);
        Add(number, count);
    }

    /// <param name="shortest">Its shortest form.</param>
    /// <param name="number">The same, rounded.</param>
    internal void AddDecimal(ReadOnlySpan<byte> shortest, double number, long count)
    {
        if (!double.IsFinite(number) && !char.IsAsciiDigit((char)shortest[^1]))
        {
            NonFinite += count;
            return;
        }

        _decimals.Add(shortest, number);
        Add(Math.Clamp(number, double.MinValue, double.MaxValue), count);
    }

    private void Add(double number, long count)
    {
        Moments.Add(number, count);
        Negatives += number < 0 ? count : 0;
        InUnit += number is >= 0 and <= 1 ? count : 0;
        InPercent += number is >= 0 and <= 100 ? count : 0;
        Fractional += number != Math.Floor(number) ? count : 0;
        Histogram.Add(number, count);
    }

    private double ExactMean()
    {
        var (quotient, rest) = Int128.DivRem(_sum, _integers);
        return (double)quotient + ((double)rest / _integers);
    }
}
