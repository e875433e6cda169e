using System.Globalization;
using System.Text;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Values into a statement.</summary>
internal static class MySqlParameters
{
    internal static MySqlCommand Command(MySqlConnection server, string sql, IReadOnlyList<object?>? values)
    {
        var command = new MySqlCommand(values is { Count: > 0 } ? Name(sql) : sql, server);
        for (var index = 0; index < values?.Count; index++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"@p{index}"), values[index] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Every <c>?</c> outside quotes becomes <c>@p0</c>, <c>@p1</c> and so on.</summary>
    private static string Name(string sql)
    {
        var named = new StringBuilder(sql.Length + 16);
        var (quote, count) = ('\0', 0);
        foreach (var next in sql)
        {
            if (quote == '\0' && next == '?')
            {
                named.Append(CultureInfo.InvariantCulture, $"@p{count++}");
                continue;
            }

            quote = quote == '\0' ? (next is '\'' or '"' or '`' ? next : '\0') : next == quote ? '\0' : quote;
            named.Append(next);
        }

        return named.ToString();
    }
}
