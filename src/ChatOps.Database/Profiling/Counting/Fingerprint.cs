using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ChatOps.Database.Profiling.Counting;

/// <summary>
/// 128 bits that stand for a value. Equal values have equal fingerprints; among a thousand million different ones the chance that any two
/// share one is below 10^-20, so counting fingerprints counts values. The seeds differ in every process, so nobody can prepare a clash and
/// nothing can be read from a fingerprint. The mixing is the folded 64x64 multiplication of wyhash (Wang Yi, public domain).
/// </summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    internal const int Size = 16;

    private static readonly ulong[] Seeds = MakeSeeds();

    /// <summary>Of an integer; a real of the same value has the same.</summary>
    internal static Fingerprint Of(long number) => OfBits((ulong)number, 1);

    /// <summary>Of a real. There is one zero, and NaN equals NaN.</summary>
    internal static Fingerprint Of(double number) =>
        number is >= long.MinValue and < 9223372036854775808.0 && number == Math.Floor(number)
            ? Of((long)number)
            : OfBits((ulong)BitConverter.DoubleToInt64Bits(number), 2);

    internal static Fingerprint OfText(ReadOnlySpan<byte> text) => OfBytes(text, 3);

    internal static Fingerprint OfDecimal(ReadOnlySpan<byte> shortest) => OfBytes(shortest, 4);

    internal static Fingerprint OfBlob(ReadOnlySpan<byte> blob) => OfBytes(blob, 5);

    internal static Fingerprint OfRow(ulong first, ulong second) => new(Fold(first ^ Seeds[0], second ^ Seeds[1]), Fold(first ^ Seeds[2], second ^ Seeds[3]));

    internal static Fingerprint Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Low);
    }

    private static Fingerprint OfBits(ulong bits, ulong kind) => new(Fold(bits ^ Seeds[0], kind ^ Seeds[1]), Fold(bits ^ Seeds[2], kind ^ Seeds[3]));

    private static Fingerprint OfBytes(ReadOnlySpan<byte> bytes, ulong kind)
    {
        var (high, low) = (Seeds[4] ^ kind, Seeds[5] ^ (ulong)bytes.Length);
        var rest = bytes;
        while (rest.Length > 16)
        {
            var (first, second) = (BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            (high, low) = (Fold(first ^ Seeds[0], second ^ high), Fold(first ^ low, second ^ Seeds[2]));
            rest = rest[16..];
        }

        var (begin, end) = Tail(rest);
        return new Fingerprint(Fold(begin ^ high ^ Seeds[1], end ^ Seeds[6] ^ low), Fold(begin ^ Seeds[3] ^ low, end ^ Seeds[7] ^ high));
    }

    /// <summary>At most 16 bytes as two numbers, overlapping where there are fewer; together with the length nothing is lost.</summary>
    private static (ulong Begin, ulong End) Tail(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= 8)
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[^8..]));
        }

        if (rest.Length >= 4)
        {
            return (BinaryPrimitives.ReadUInt32LittleEndian(rest), BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]));
        }

        return rest.IsEmpty ? (0, 0) : (rest[0], ((ulong)rest[rest.Length / 2] << 8) | rest[^1]);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong[] MakeSeeds()
    {
        var seeds = new ulong[8];
        System.Security.Cryptography.RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(seeds.AsSpan()));
        return seeds;
    }
}
