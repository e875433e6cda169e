using System.Globalization;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Values into a statement.</summary>
internal static class MySqlParameters
{
    internal static MySqlCommand Command(MySqlConnection server, string sql, IReadOnlyList<object?>? values)
    {
        var command = new MySqlCommand(values is { Count: > 0 } ? Placeholders.Replace(sql, Name) : sql, server);
        for (var index = 0; index < values?.Count; index++)
        {
            command.Parameters.AddWithValue(Name(index), values[index] ?? DBNull.Value);
        }

        return command;
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");
}
