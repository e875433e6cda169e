using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Verification;

/// <summary>What is read of a table on one side of a comparison, and in which order.</summary>
/// <param name="Columns">In the same order on both sides, those of the key first.</param>
/// <param name="KeyLength">How many of them are the key by which rows are ordered; 0 where there is none.</param>
internal sealed record VerifiedSide(Table Table, IReadOnlyList<VerifiedColumn> Columns, int KeyLength)
{
    /// <summary>A condition in the side's own SQL, or null for all rows.</summary>
    internal string? Where { get; init; }

    /// <summary>By what the key orders, for <see cref="Merging.KeyOrder"/>.</summary>
    internal IEnumerable<TransferKind> KeyKinds => Columns.Take(KeyLength).Select(column => column.Type.Kind);

    /// <summary>Begins to read.</summary>
    /// <param name="ordered">By key; else as it comes.</param>
    /// <param name="range">A further condition, or null.</param>
    /// <exception cref="DatabaseException">The table cannot be read.</exception>
    internal async Task<RowReader> OpenAsync(ReaderSession session, bool ordered, string? range, CancellationToken cancellationToken) => FixedRows.Over(
        await session.StreamAsync(Sql(session.Dialect, ordered, range), [.. Columns.Select(column => column.Column)], cancellationToken), Columns.Select(column => (column.Type, column.Fixes)));

    internal RowEncoder Encoder() => new(Columns.Select(column => (column.Type, column.Type)), EngineLimits.None);

    internal string Sql(IDialect dialect, bool ordered, string? range = null)
    {
        var selected = string.Join(", ", Columns.Select(column => dialect.ScannedColumn(column.Column)));
        var conditions = string.Join(" AND ", new[] { Where, range }.Where(condition => condition is not null).Select(condition => $"({condition})"));
        var order = string.Join(", ", Columns.Take(ordered ? KeyLength : 0).Select(column => dialect.BinaryOrder(column.Column, column.Type)));
        return $"SELECT {selected} FROM {dialect.QuoteTable(Table)}{(conditions.Length == 0 ? "" : $" WHERE {conditions}")}{(order.Length == 0 ? "" : $" ORDER BY {order}")}";
    }
}

/// <summary>One compared column on one side.</summary>
/// <param name="Type">What its values are when they are compared.</param>
internal sealed record VerifiedColumn(Column Column, TransferType Type)
{
    /// <summary>What a migration did to its values on the way.</summary>
    internal IReadOnlyList<ValueFix> Fixes { get; init; } = [];
}
