using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Values into a statement.</summary>
internal static class PostgreSqlParameters
{
    /// <summary>Every <c>?</c> outside quotes becomes <c>$1</c>, <c>$2</c> and so on.</summary>
    internal static string Number(string sql)
    {
        var numbered = new StringBuilder(sql.Length + 16);
        var (quote, count) = ('\0', 0);
        foreach (var next in sql)
        {
            if (quote == '\0' && next == '?')
            {
                numbered.Append(CultureInfo.InvariantCulture, $"${++count}");
                continue;
            }

            quote = quote == '\0' ? (next is '\'' or '"' ? next : '\0') : next == quote ? '\0' : quote;
            numbered.Append(next);
        }

        return numbered.ToString();
    }

    internal static void Bind(NpgsqlCommand command, IReadOnlyList<object?> values)
    {
        foreach (var value in values)
        {
            // A text goes without a type, so that the server takes it as whatever it is compared with.
            command.Parameters.Add(value is string text
                ? new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Unknown }
                : new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
