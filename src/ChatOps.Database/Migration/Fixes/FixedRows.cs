using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Fixes;

/// <summary>Rows of a source with the fixes of a migration applied, so that loading and comparing see the same values.</summary>
internal sealed class FixedRows : RowReader
{
    private readonly RowReader _rows;
    private readonly (int Column, TransferKind Kind, IReadOnlyList<ValueFix> Fixes)[] _fixes;
    private readonly FixedValue?[] _values;

    private FixedRows(RowReader rows, (int Column, TransferKind Kind, IReadOnlyList<ValueFix> Fixes)[] fixes) =>
        (_rows, _fixes, _values) = (rows, fixes, new FixedValue?[rows.Columns.Count]);

    public override IReadOnlyList<string> Columns => _rows.Columns;

    /// <summary>The reader itself where nothing is to be fixed.</summary>
    /// <param name="columns">Of the first result columns, in order.</param>
    internal static RowReader Over(RowReader rows, IEnumerable<(TransferType Type, IReadOnlyList<ValueFix> Fixes)> columns)
    {
        var fixes = columns.Select((column, index) => (index, column.Type.Kind, column.Fixes)).Where(column => column.Fixes.Count > 0).ToArray();
        return fixes.Length == 0 ? rows : new FixedRows(rows, fixes);
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _rows.ReadAsync(cancellationToken))
        {
            return false;
        }

        foreach (var (column, kind, fixes) in _fixes)
        {
            var before = _rows.GetKind(column);
            // A number is what it is; only texts and NULL are ever changed.
            _values[column] = before is ValueKind.Text or ValueKind.Null ? FixedValue.Of(before == ValueKind.Null ? null : _rows.GetText(column), kind, fixes) : null;
        }

        return true;
    }

    public override ValueKind GetKind(int column) => _values[column]?.Kind ?? _rows.GetKind(column);

    public override long GetInt64(int column) => _values[column] is { } value ? Utf8Parser.TryParse(value.Bytes, out long number, out _) ? number : 0 : _rows.GetInt64(column);

    public override double GetDouble(int column) => _values[column] is { } value ? double.Parse(value.Bytes, NumberStyles.Float, CultureInfo.InvariantCulture) : _rows.GetDouble(column);

    public override string GetText(int column) => _values[column] is { } value ? Encoding.UTF8.GetString(value.Bytes) : _rows.GetText(column);

    public override ReadOnlySpan<byte> GetBytes(int column) => _values[column] is { } value ? value.Bytes : _rows.GetBytes(column);

    public override ValueTask DisposeAsync() => _rows.DisposeAsync();
}
