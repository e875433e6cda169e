using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>The different keys of a table, in an order that is the same on every engine; keys with a NULL in them are left out.</summary>
internal sealed class KeyStream : IAsyncDisposable
{
    private readonly RowReader _rows;
    private readonly string _table;

    private KeyStream(RowReader rows, string table) => (_rows, _table) = (rows, table);

    /// <summary>The current key; null before the first and after the last.</summary>
    internal object?[]? Current { get; private set; }

    internal static async Task<KeyStream> OpenAsync(ReaderSession session, Table table, IReadOnlyList<string> columns, string? filter, CancellationToken cancellationToken)
    {
        var (sql, checks) = (session.Dialect.RuleSql, session.Dialect.CheckSql);
        var names = string.Join(", ", columns.Select(column => checks.Scanned(table.Find(column)!)));
        var present = string.Join(" AND ", columns.Select(column => $"{sql.Quote(column)} IS NOT NULL"));
        var order = string.Join(", ", columns.Select(column => checks.Sortable(table.Find(column)!)));
        var rows = await session.QueryAsync($"SELECT {names} FROM {sql.Table(table)} WHERE {(filter is null ? present : $"({filter}) AND {present}")} ORDER BY {order}", cancellationToken);
        return new KeyStream(rows, table.Name);
    }

    /// <summary>Moves to the next different key; false at the end.</summary>
    /// <exception cref="DatabaseException">The database sorts otherwise than it should.</exception>
    internal async ValueTask<bool> MoveAsync(CancellationToken cancellationToken)
    {
        while (await _rows.ReadAsync(cancellationToken))
        {
            var next = _rows.GetValues();
            var order = Current is null ? -1 : Compare(Current, next);
            if (order > 0)
            {
                throw new DatabaseException(DatabaseProblem.Unsupported, $"The keys of {_table} do not come in an order that can be compared, such as texts among numbers in one column. They were not compared.");
            }

            Current = next;
            if (order < 0)
            {
                return true;
            }
        }

        Current = null;
        return false;
    }

    internal static int Compare(object?[] left, object?[] right)
    {
        for (var index = 0; index < left.Length; index++)
        {
            if (Compare(left[index], right[index]) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    /// <summary>Numbers by size, before texts by their UTF-8 bytes, before bytes.</summary>
    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (byte[] one, byte[] two) => one.AsSpan().SequenceCompareTo(two),
        (string one, string two) => CompareUtf8(one, two),
        _ when Rank(left) != Rank(right) => Rank(left).CompareTo(Rank(right)),
        (double, _) or (_, double) => Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
        _ => Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture)),
    };

    private static int Rank(object? value) => value switch { byte[] => 2, string => 1, _ => 0 };

    /// <summary>UTF-16 order differs from that of UTF-8 only where surrogates meet characters above them.</summary>
    private static int CompareUtf8(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var (one, two) = (left[shared], right[shared]);
        return char.IsSurrogate(one) == char.IsSurrogate(two) ? one.CompareTo(two) : char.IsSurrogate(one) ? 1 : -1;
    }
}
