using System.Text;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling;

/// <summary>
/// How often each value of a column occurs, exact as long as there are few enough different ones; beyond that it forgets everything and only
/// says that there were more, so that memory stays bounded whatever the table's size. Blobs are not among them.
/// </summary>
internal sealed class ValueCounts
{
    private readonly int _limit;
    private readonly int _byteLimit;

    /// <param name="limit">The most different values.</param>
    /// <param name="byteLimit">The most bytes of different texts.</param>
    internal ValueCounts(int limit, int byteLimit) => (_limit, _byteLimit) = (limit, byteLimit);

    /// <summary>There are more different values than are kept.</summary>
    internal bool Overflowed { get; private set; }

    /// <summary>Different values other than NULL and blobs; an integer equals the real of the same value. Meaningless once <see cref="Overflowed"/>.</summary>
    internal long Distinct => Integers.Count + Reals.Count + Characters.Count + Decimals.Count - Shared();

    /// <summary>The different texts with their counts; empty once <see cref="Overflowed"/>.</summary>
    internal IEnumerable<(string Text, long Count)> Texts =>
        Enumerable.Range(0, Characters.Count).Select(index => (Encoding.UTF8.GetString(Characters[index]), Characters.CountOf(index)));

    internal NumberTable Integers { get; } = new();

    /// <summary>By the bits of the double.</summary>
    internal NumberTable Reals { get; } = new();

    internal TextTable Characters { get; } = new();

    /// <summary>By their shortest form.</summary>
    internal TextTable Decimals { get; } = new();

    /// <summary>Too many now; whoever wants to keep something of them does so before <see cref="Forget"/>.</summary>
    internal bool IsFull =>
        Integers.Count + Reals.Count + Characters.Count + Decimals.Count > _limit || Characters.Bytes + Decimals.Bytes > _byteLimit;

    internal void Forget()
    {
        Overflowed = true;
        Integers.Clear();
        Reals.Clear();
        Characters.Clear();
        Decimals.Clear();
    }

    private int Shared()
    {
        var shared = 0;
        for (var index = 0; Integers.Count > 0 && index < Reals.Count; index++)
        {
            var real = BitConverter.Int64BitsToDouble(Reals.Keys[index]);
            shared += real is >= long.MinValue and < 9223372036854775808.0 && real == Math.Floor(real) && Integers.Contains((long)real) ? 1 : 0;
        }

        return shared;
    }
}
