using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Values into a statement.</summary>
internal static class PostgreSqlParameters
{
    /// <summary>The first value is <c>$1</c>.</summary>
    internal static string Number(string sql) => Placeholders.Replace(sql, index => string.Create(CultureInfo.InvariantCulture, $"${index + 1}"));

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
