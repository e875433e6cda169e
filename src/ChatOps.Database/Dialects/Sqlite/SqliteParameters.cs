using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>Values into a prepared statement.</summary>
internal static class SqliteParameters
{
    internal static void Bind(sqlite3_stmt statement, IReadOnlyList<object?> values)
    {
        if (raw.sqlite3_bind_parameter_count(statement) != values.Count)
        {
            throw new ArgumentException(
                $"The statement takes {raw.sqlite3_bind_parameter_count(statement)} values and got {values.Count}.", nameof(values));
        }

        for (var index = 0; index < values.Count; index++)
        {
            Bind(statement, index + 1, values[index]);
        }
    }

    private static void Bind(sqlite3_stmt statement, int position, object? value) => _ = value switch
    {
        null => raw.sqlite3_bind_null(statement, position),
        string text => raw.sqlite3_bind_text(statement, position, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
        bool flag => raw.sqlite3_bind_int64(statement, position, flag ? 1 : 0),
        double or float => raw.sqlite3_bind_double(statement, position, Convert.ToDouble(value, null)),
        sbyte or byte or short or ushort or int or uint or long => raw.sqlite3_bind_int64(statement, position, Convert.ToInt64(value, null)),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} cannot be bound.", nameof(value)),
    };
}
