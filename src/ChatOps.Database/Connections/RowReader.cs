namespace ChatOps.Database.Connections;

/// <summary>
/// The rows of one statement, forward only. A value is read in place: integers as 64 bits, reals as doubles, texts and blobs as bytes,
/// nothing converted unless asked for. Dates are texts in ISO 8601 order with a blank before the time; what else an engine has is its own text. Not safe for several threads at once.
/// </summary>
public abstract class RowReader : IAsyncDisposable
{
    /// <summary>Result column names in order; they need not be unique.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="DatabaseException">The statement failed or took longer than the connection's statement timeout.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, also in the middle of a long statement.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>How the value of the current row is stored.</summary>
    public abstract ValueKind GetKind(int column);

    public abstract long GetInt64(int column);

    public abstract double GetDouble(int column);

    /// <summary>The value as text; bytes that are not valid UTF-8 become U+FFFD.</summary>
    public abstract string GetText(int column);

    /// <summary>The bytes of a text (UTF-8, as stored) or of a blob; valid until the next <see cref="ReadAsync"/>.</summary>
    public abstract ReadOnlySpan<byte> GetBytes(int column);

    public abstract ValueTask DisposeAsync();

    /// <summary>null, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/> (its text where it has more than 28 digits), <see cref="bool"/>, <see cref="string"/> or <see cref="byte"/>[].</summary>
    public object? GetValue(int column) => GetKind(column) switch
    {
        ValueKind.Null => null,
        ValueKind.Integer => GetInt64(column),
        ValueKind.Boolean => GetInt64(column) != 0,
        ValueKind.Real => GetDouble(column),
        ValueKind.Decimal => ExactNumber.Of(GetText(column)),
        ValueKind.Text => GetText(column),
        _ => GetBytes(column).ToArray(),
    };

    /// <summary>The rows up to a number of them.</summary>
    internal async Task<QueryResult> TakeAsync(int maxRows, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        while (await ReadAsync(cancellationToken))
        {
            if (rows.Count == maxRows)
            {
                return new QueryResult(Columns, rows, true);
            }

            rows.Add(GetValues());
        }

        return new QueryResult(Columns, rows, false);
    }

    /// <summary>The whole current row.</summary>
    public object?[] GetValues()
    {
        var values = new object?[Columns.Count];
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = GetValue(column);
        }

        return values;
    }
}

/// <summary>How a value is stored.</summary>
public enum ValueKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A signed 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Real,

    /// <summary>An exact number with any number of digits; its text is read, and as a double it is rounded.</summary>
    Decimal,

    /// <summary>True or false; as an integer 1 or 0.</summary>
    Boolean,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Blob,
}
