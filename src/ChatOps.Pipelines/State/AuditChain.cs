using System.Buffers.Binary;
using System.Text;

namespace ChatOps.Pipelines.State;

/// <summary>One row of the audit table.</summary>
internal sealed record AuditRow(
    long Sequence, long At, string Kind, string Actor, string Subject, string? Detail, byte[] Digest, byte[] Hash);

/// <summary>
/// The links of the chain. Every link is keyed, so an entry cannot be made or changed without the instance key, even
/// behind the anchored head.
/// </summary>
internal static class AuditChain
{
    public static readonly byte[] Start = new byte[32];

    /// <summary>Keyed, so that a short body cannot be guessed from its digest after it was deleted.</summary>
    public static byte[] Digest(InstanceKey key, long sequence, string detail) =>
        key.Sign(Join("audit detail", sequence, detail));

    public static byte[] Hash(InstanceKey key, byte[] previous, AuditRow row) => key.Sign(
    [
        .. previous, .. row.Digest, .. Join("audit entry", row.Sequence, row.Kind, row.Actor, row.Subject), .. Number(row.At),
    ]);

    /// <summary>Each part carries its length, so that no two different rows give the same bytes.</summary>
    private static byte[] Join(string purpose, long sequence, params ReadOnlySpan<string> parts)
    {
        var bytes = new List<byte>();
        bytes.AddRange(Encoding.UTF8.GetBytes(purpose));
        bytes.AddRange(Number(sequence));
        foreach (var part in parts)
        {
            var text = Encoding.UTF8.GetBytes(part);
            bytes.AddRange(Number(text.Length));
            bytes.AddRange(text);
        }

        return [.. bytes];
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
