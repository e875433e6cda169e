using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Database.Profiling;

/// <summary>
/// How often each value of a column occurs, exact as long as there are at most <see cref="Limit"/> different ones; beyond that it
/// forgets everything and only says that there were more, so that memory stays bounded whatever the table's size.
/// </summary>
internal sealed class ValueCounts
{
    internal const int Limit = 5_000;

    private readonly Dictionary<byte[], long> _texts = new(ByteComparer.Instance);
    private readonly Dictionary<byte[], long>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Dictionary<double, long> _numbers = [];
    private readonly Dictionary<long, long> _bigIntegers = [];

    internal ValueCounts() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>There are more different values than are kept.</summary>
    internal bool Overflowed { get; private set; }

    /// <summary>Different values other than NULL and blobs; meaningless once <see cref="Overflowed"/>.</summary>
    internal long Distinct => _texts.Count + _numbers.Count + _bigIntegers.Count;

    /// <summary>The different texts with their counts; empty once <see cref="Overflowed"/>.</summary>
    internal IEnumerable<(string Text, long Count)> Texts =>
        _texts.Select(pair => (System.Text.Encoding.UTF8.GetString(pair.Key), pair.Value));

    internal void Add(ReadOnlySpan<byte> text)
    {
        if (!Overflowed)
        {
            _lookup.TryGetValue(text, out var count);
            _lookup[text] = count + 1;
            Check();
        }
    }

    internal void Add(double number)
    {
        if (!Overflowed)
        {
            _numbers[number] = _numbers.GetValueOrDefault(number) + 1;
            Check();
        }
    }

    /// <summary>An integer equals the real of the same value, as in SQL; those that a double cannot hold are kept apart.</summary>
    internal void Add(long number)
    {
        if (number is >= -(1L << 53) and <= 1L << 53)
        {
            Add((double)number);
        }
        else if (!Overflowed)
        {
            _bigIntegers[number] = _bigIntegers.GetValueOrDefault(number) + 1;
            Check();
        }
    }

    private void Check()
    {
        if (Distinct > Limit)
        {
            Overflowed = true;
            _texts.Clear();
            _numbers.Clear();
            _bigIntegers.Clear();
        }
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        internal static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)RowHash.Of(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
