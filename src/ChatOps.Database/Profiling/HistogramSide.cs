namespace ChatOps.Database.Profiling;

/// <summary>Counts of positive finite numbers in bins that are 1/256 of their power of two wide. Only the powers that occur take memory.</summary>
internal sealed class HistogramSide
{
    private const int FractionBits = 8;
    private const int DroppedBits = 52 - FractionBits;
    private const int BinsPerPower = 1 << FractionBits;

    private long[]?[] _powers = [];
    private int _first;

    internal long Count { get; private set; }

    /// <summary>Smallest first; every number of a bin is in [Low, High).</summary>
    internal IEnumerable<Bin> Bins =>
        from power in Enumerable.Range(0, _powers.Length)
        where _powers[power] is not null
        from bin in Enumerable.Range(0, BinsPerPower)
        let count = _powers[power]![bin]
        where count > 0
        let number = ((long)(_first + power) << FractionBits) + bin
        select new Bin(Edge(number), Edge(number + 1), count);

    internal void Add(double number, long count)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var power = (int)(bits >> 52) - _first;
        if ((uint)power >= (uint)_powers.Length)
        {
            Widen((int)(bits >> 52));
            power = (int)(bits >> 52) - _first;
        }

        (_powers[power] ??= new long[BinsPerPower])[(bits >> DroppedBits) & (BinsPerPower - 1)] += count;
        Count += count;
    }

    private void Widen(int power)
    {
        var (first, end) = _powers.Length == 0 ? (power, power + 1) : (Math.Min(_first, power), Math.Max(_first + _powers.Length, power + 1));
        var powers = new long[]?[end - first];
        _powers.CopyTo(powers, _powers.Length == 0 ? 0 : _first - first);
        (_first, _powers) = (first, powers);
    }

    private static double Edge(long bin) => BitConverter.Int64BitsToDouble(bin << DroppedBits);
}
