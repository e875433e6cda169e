using System.Security.Cryptography;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Verification.Multisets;

/// <summary>
/// A row as two digests: of its key, by which it finds its partner, and of all its values. They are the first 128 bits of SHA-256, so that nobody can
/// make different rows that share one, and every process finds the same. Where there is no key the whole row is its key.
/// </summary>
internal readonly record struct RowPrint(Fingerprint Key, Fingerprint Row) : IComparable<RowPrint>
{
    /// <summary>Prints as they stand in a file of fingerprints.</summary>
    internal const int Fingerprints = 2;

    /// <param name="key">The first bytes of the row that are its key; none for no key.</param>
    internal static RowPrint Of(ReadOnlySpan<byte> row, ReadOnlySpan<byte> key)
    {
        var print = Digest(row);
        return new RowPrint(key.IsEmpty ? print : Digest(key), print);
    }

    public int CompareTo(RowPrint other) => Compare(Key, other.Key) is not 0 and var order ? order : Compare(Row, other.Row);

    internal static int Compare(Fingerprint left, Fingerprint right) =>
        left.High.CompareTo(right.High) is not 0 and var order ? order : left.Low.CompareTo(right.Low);

    private static Fingerprint Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Fingerprint.Read(digest);
    }
}
