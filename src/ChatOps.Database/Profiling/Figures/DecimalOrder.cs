using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Profiling.Figures;

/// <summary>The smallest and the largest exact number, compared digit by digit where doubles cannot tell.</summary>
internal sealed class DecimalOrder
{
    private byte[]? _min;
    private byte[]? _max;
    private double _minRounded;
    private double _maxRounded;

    /// <param name="shortest">Its shortest form.</param>
    /// <param name="rounded">The nearest double.</param>
    internal void Add(ReadOnlySpan<byte> shortest, double rounded)
    {
        if (_min is null || rounded < _minRounded || (rounded == _minRounded && DecimalText.Compare(shortest, _min) < 0))
        {
            (_min, _minRounded) = (shortest.ToArray(), rounded);
        }

        if (_max is null || rounded > _maxRounded || (rounded == _maxRounded && DecimalText.Compare(shortest, _max) > 0))
        {
            (_max, _maxRounded) = (shortest.ToArray(), rounded);
        }
    }

    /// <summary>As <see cref="RowReader.GetValue"/> gives it; null where there is none.</summary>
    /// <param name="integer">The smallest of the integers beside them, or null.</param>
    internal object? Min(long? integer) =>
        _min is null ? null : integer is { } other && DecimalText.Compare(Digits(other), _min) < 0 ? other : Exact(_min);

    /// <inheritdoc cref="Min"/>
    internal object? Max(long? integer) =>
        _max is null ? null : integer is { } other && DecimalText.Compare(Digits(other), _max) > 0 ? other : Exact(_max);

    private static object Exact(byte[] shortest) => ExactNumber.Of(Encoding.ASCII.GetString(shortest));

    private static byte[] Digits(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
