using System.Buffers.Binary;

namespace ChatOps.Database.Profiling.Figures;

/// <summary>The first and the last text in the order of their bytes, which is that of their code points.</summary>
internal sealed class TextOrder
{
    private ulong _minPrefix = ulong.MaxValue;
    private ulong _maxPrefix;

    internal byte[]? Min { get; private set; }

    internal byte[]? Max { get; private set; }

    internal void Add(ReadOnlySpan<byte> text)
    {
        // Eight bytes decide nearly always.
        var prefix = Prefix(text);
        if (prefix <= _minPrefix && (Min is null || text.SequenceCompareTo(Min) < 0))
        {
            (Min, _minPrefix) = (text.ToArray(), prefix);
        }

        if (prefix >= _maxPrefix && (Max is null || text.SequenceCompareTo(Max) > 0))
        {
            (Max, _maxPrefix) = (text.ToArray(), prefix);
        }
    }

    private static ulong Prefix(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        }

        var prefix = 0UL;
        for (var index = 0; index < text.Length; index++)
        {
            prefix |= (ulong)text[index] << (56 - (8 * index));
        }

        return prefix;
    }
}
