using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Batches;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling;

/// <summary>Fingerprints of whole rows: equal rows have equal ones, so they nominate repeated rows and SQL decides. Blobs count as equal.</summary>
internal static class RowHashes
{
    /// <summary>Mixes one column's values into the rows' fingerprints.</summary>
    internal static void Mix(ColumnBatch batch, Span<Fingerprint> rows)
    {
        var kinds = batch.Kinds;
        for (var row = 0; row < kinds.Length; row++)
        {
            var value = kinds[row] switch
            {
                // An integer equals the real of the same value.
                ValueKind.Integer or ValueKind.Boolean => Fingerprint.Of((double)batch.Integer(row)),
                ValueKind.Real => Fingerprint.Of(batch.Real(row)),
                ValueKind.Decimal => Fingerprint.OfDecimal(batch.Text(row)),
                ValueKind.Text => Fingerprint.OfText(batch.Text(row)),
                ValueKind.Blob => new Fingerprint(2, 2),
                _ => new Fingerprint(1, 1),
            };
            rows[row] = Fingerprint.OfRow(rows[row].High ^ value.Low, (rows[row].Low * 3) ^ value.High);
        }
    }
}
