using System.Buffers.Binary;

namespace ChatOps.Database.Profiling;

/// <summary>A fast 64-bit hash. Two equal inputs always collide, two different ones rarely: it nominates, SQL decides.</summary>
internal static class RowHash
{
    internal const ulong Seed = 0x9E3779B97F4A7C15;

    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        var rest = 0UL;
        foreach (var next in bytes)
        {
            rest = (rest << 8) | next;
        }

        return Mix(hash, rest);
    }

    internal static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }
}
