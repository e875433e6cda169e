using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>Turns rows as a session reads them into rows of a <see cref="RowBlock"/>, and finds the values that cannot go where they should.</summary>
internal sealed class RowEncoder
{
    private readonly ValueEncoder[] _columns;

    /// <param name="columns">One per result column, in order: what its values are, and what the place holds where they go.</param>
    /// <param name="limits">Of the engine where they go.</param>
    internal RowEncoder(IEnumerable<(TransferType Value, TransferType Place)> columns, EngineLimits limits) =>
        _columns = [.. columns.Select(column => ValueEncoder.For(column.Value, column.Place, limits))];

    /// <summary>Appends the reader's current row, or nothing where one of its values does not fit.</summary>
    internal Misfit? TryAppend(RowReader row, RowBlock block)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            var kind = row.GetKind(column);
            if (kind == ValueKind.Null)
            {
                block.AppendNull();
            }
            else if (_columns[column].TryAppend(row, column, kind, block) is { } reason)
            {
                block.AbandonRow();
                return new Misfit(column, reason);
            }
        }

        block.EndRow();
        return null;
    }

    /// <summary>As <see cref="TryAppend"/>, but a value that is not what its column says goes in as its own bytes, and equals only the same.</summary>
    internal void Append(RowReader row, RowBlock block)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            var kind = row.GetKind(column);
            if (kind == ValueKind.Null)
            {
                block.AppendNull();
            }
            else if (_columns[column].TryAppend(row, column, kind, block) is not null)
            {
                block.AppendMisfit(kind, row.GetBytes(column));
            }
        }

        block.EndRow();
    }
}

/// <summary>A value that cannot go where it should.</summary>
/// <param name="Column">Its position among the result columns.</param>
/// <param name="Reason">Goes on after the column's name, such as <c>is not a date</c>.</param>
internal readonly record struct Misfit(int Column, string Reason);
