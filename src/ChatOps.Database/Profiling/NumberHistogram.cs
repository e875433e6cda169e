using System.Runtime.InteropServices;

namespace ChatOps.Database.Profiling;

/// <summary>
/// Counts of positive numbers in bins of 0.4 % relative width (the double's exponent and its first eight fraction bits). At most half a million
/// bins can exist, and real columns fill a few hundred; unlike a sample, no value is left out.
/// </summary>
internal sealed class NumberHistogram
{
    private const int DroppedBits = 44;
    private readonly Dictionary<long, long> _bins = [];

    internal long Count { get; private set; }

    internal void Add(double number)
    {
        if (number > 0 && double.IsFinite(number))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_bins, BitConverter.DoubleToInt64Bits(number) >> DroppedBits, out _)++;
            Count++;
        }
    }

    /// <summary>Smallest first; every number of a bin is in [Low, High).</summary>
    internal IReadOnlyList<Bin> Bins =>
        [.. _bins.OrderBy(pair => pair.Key).Select(pair => new Bin(Edge(pair.Key), Edge(pair.Key + 1), pair.Value))];

    private static double Edge(long bin) => BitConverter.Int64BitsToDouble(bin << DroppedBits);
}

/// <summary>How many numbers lie in [Low, High).</summary>
internal sealed record Bin(double Low, double High, long Count);
