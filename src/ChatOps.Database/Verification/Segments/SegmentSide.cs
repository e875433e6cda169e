using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification.Segments;

/// <summary>One side of a comparison by parts: a server that hashes its rows itself, or a file that is read here.</summary>
internal sealed class SegmentSide
{
    private readonly ReaderSession _session;
    private readonly VerifiedSide _side;
    private readonly IReadOnlyList<string>? _texts;

    private SegmentSide(ReaderSession session, VerifiedSide side, IReadOnlyList<string>? texts) => (_session, _side, _texts) = (session, side, texts);

    private string Key => _session.Dialect.QuoteIdentifier(_side.Columns[0].Column.Name);

    private string From => $"FROM {_session.Dialect.QuoteTable(_side.Table)}{(_side.Where is null ? "" : $" WHERE ({_side.Where})")}";

    /// <summary>The side; else the name of the first column that stands against it.</summary>
    internal static (SegmentSide? Side, string? Obstacle) Of(ReaderSession session, VerifiedSide side)
    {
        if (side.Columns.FirstOrDefault(column => !SegmentText.Exists(column.Type.Kind)) is { } odd)
        {
            return (null, odd.Column.Name);
        }

        if (session.Dialect.SegmentSql is not { } sql)
        {
            return (new SegmentSide(session, side, null), null);
        }

        // What a migration did to a value on its way is done here and not at the server.
        var texts = side.Columns.Select(column => column == new VerifiedColumn(column.Column, column.Type) ? sql.Text(column.Column, ComparisonTypes.Own(session.Dialect, column.Column), column.Type) : null).ToList();
        var missing = texts.IndexOf(null);
        return missing < 0 ? (new SegmentSide(session, side, [.. texts.Select(text => text!)]), null) : (null, side.Columns[missing].Column.Name);
    }

    /// <summary>A single integer key, by which parts can be cut.</summary>
    internal static bool HasIntegerKey(VerifiedSide side) => side is { KeyLength: 1 } && side.Columns[0].Type.Kind == TransferKind.Integer;

    /// <summary>The smallest and largest key; null for no rows, or where they are no integers.</summary>
    /// <exception cref="DatabaseException">The table cannot be read.</exception>
    internal async Task<(long First, long Last)?> RangeAsync(CancellationToken cancellationToken)
    {
        (long, long)? range = null;
        await _session.EachAsync(
            $"SELECT MIN({Key}), MAX({Key}) {From}",
            row => range = row.GetKind(0) == ValueKind.Integer && row.GetKind(1) == ValueKind.Integer ? (row.GetInt64(0), row.GetInt64(1)) : null,
            cancellationToken);
        return range;
    }

    /// <exception cref="DatabaseException">The table cannot be read.</exception>
    internal Task<SortedDictionary<long, PartHash>> PartsAsync(long size, CancellationToken cancellationToken) => _texts is null
        ? Together.BlockAsync(() => SegmentText.Read(_session, _side, size, cancellationToken))
        : PartHash.ReadAsync(_session, _session.Dialect.SegmentSql!.Parts(From, Key, size, _texts), cancellationToken);

    /// <summary>The condition for the keys of some ranges, both ends included.</summary>
    internal string Within(IEnumerable<(long First, long Last)> ranges) =>
        string.Join(" OR ", ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{Key} BETWEEN {range.First} AND {range.Last}")));
}
