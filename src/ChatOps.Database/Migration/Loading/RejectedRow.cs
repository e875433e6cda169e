using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Describes rejected rows of one table.</summary>
internal sealed class RejectedRow
{
    private readonly string _table;
    private readonly IReadOnlyList<(string Name, TransferType Type)> _columns;
    private readonly IReadOnlyList<int> _key;
    private readonly RowEncoder _asTheyAre;
    private readonly RowBlock _scratch = new(1 << 12);

    internal RejectedRow(TablePlan table)
    {
        _table = table.Source.Name;
        _columns = [.. table.Columns.Select(column => (column.Source.Name, column.Type))];
        _key = [.. table.Source.PrimaryKey.Select(name => table.Columns.ToList().FindIndex(column => column.Source.Name == name)).Where(index => index >= 0)];
        _asTheyAre = new RowEncoder(table.Columns.Select(column => (column.Type, column.Type)), EngineLimits.None);
    }

    /// <summary>The reader's current row, whatever its values are.</summary>
    internal Reject Of(RowReader row, string reason)
    {
        _scratch.Clear();
        _asTheyAre.Append(row, _scratch);
        return Of(_scratch.Row(0), reason);
    }

    internal Reject Of(ReadOnlySpan<byte> row, string reason) => new(_table, RowJson.Of(row, _columns, _key), reason, RowJson.Of(row, _columns));
}
