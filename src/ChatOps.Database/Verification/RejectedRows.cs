using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Profiling.Counting;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification;

/// <summary>
/// The rows of one table that a migration has put into the target's reject table: they are not missing. Of each only a digest of its key is kept,
/// or of the whole row where the source has no primary key; memory grows by some 40 bytes for each.
/// </summary>
internal sealed class RejectedRows
{
    private const string TableName = TableSelection.OwnPrefix + "rejects";

    private readonly Dictionary<Fingerprint, int> _left = [];
    private readonly IReadOnlyList<(string Name, Migration.Types.TransferType Type)> _columns;
    private readonly int[] _key;

    private RejectedRows(TablePair pair)
    {
        _columns = pair.Shown;
        var key = pair.Source.Table.PrimaryKey.Select(name => _columns.TakeWhile(column => column.Name != name).Count()).ToArray();
        _key = key.Length > 0 && key.All(position => position < _columns.Count) ? key : [];
    }

    /// <summary>Rows that <see cref="TryTake"/> has found.</summary>
    internal long Taken { get; private set; }

    /// <param name="session">On the target.</param>
    /// <param name="target">Its schema.</param>
    /// <param name="run">The migration; null for none, and then nothing was rejected.</param>
    /// <exception cref="DatabaseException">The reject table cannot be read.</exception>
    internal static async Task<RejectedRows> ReadAsync(ReaderSession session, Schema target, string? run, TablePair pair, CancellationToken cancellationToken)
    {
        var rejected = new RejectedRows(pair);
        if (run is not null && target.Tables.FirstOrDefault(table => table.LocalName == TableName) is { } ledger)
        {
            var quote = session.Dialect.QuoteIdentifier;
            await using var rows = await session.QueryAsync(
                $"SELECT {quote("key")}, {quote("row")} FROM {session.Dialect.QuoteTable(ledger)} WHERE {quote("run")} = ? AND {quote("table_name")} = ?", [run, pair.Name], cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                rejected.Add(rows.GetText(rejected._key.Length > 0 ? 0 : 1));
            }
        }

        return rejected;
    }

    /// <summary>The row is one of them; each counts once.</summary>
    internal bool TryTake(ReadOnlySpan<byte> row)
    {
        if (_left.Count == 0)
        {
            return false;
        }

        var values = RowJson.Texts(row, _columns);
        var print = Digest(_key.Length > 0 ? _key.Select(position => (_columns[position].Name, values[position])) : _columns.Select((column, index) => (column.Name, values[index])));
        if (_left.GetValueOrDefault(print) is var left && left == 0)
        {
            return false;
        }

        if (left == 1)
        {
            _left.Remove(print);
        }
        else
        {
            _left[print] = left - 1;
        }

        Taken++;
        return true;
    }

    /// <param name="json">As <see cref="RowJson"/> has written it; columns that are not compared do not count.</param>
    private void Add(string json)
    {
        using var document = JsonDocument.Parse(json);
        var values = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString(), StringComparer.Ordinal);
        var print = Digest(values.Where(value => _columns.Any(column => column.Name == value.Key)).Select(value => (value.Key, value.Value)));
        _left[print] = _left.GetValueOrDefault(print) + 1;
    }

    private static Fingerprint Digest(IEnumerable<(string Name, string? Value)> values) =>
        Fingerprint.Read(SHA256.HashData(Encoding.UTF8.GetBytes(RowJson.Of(values.OrderBy(value => value.Name, StringComparer.Ordinal)))));
}
