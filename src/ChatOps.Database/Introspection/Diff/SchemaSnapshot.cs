using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>A schema as a JSON file, to compare a database with what it was.</summary>
public static class SchemaSnapshot
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes everything but <see cref="Schema.Statistics"/>.</summary>
    public static Task WriteAsync(Stream stream, Schema schema, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, schema, Options, cancellationToken);

    /// <summary>Reads what <see cref="WriteAsync"/> or the step <c>schema.inspect</c> wrote.</summary>
    /// <param name="name">What the file is called in the message.</param>
    /// <exception cref="DatabaseException">It is not such a file; the message says where it stops being one.</exception>
    public static async Task<Schema> ReadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        try
        {
            var schema = await JsonSerializer.DeserializeAsync<Schema>(stream, Options, cancellationToken);
            return schema is not null && IsWhole(schema) ? schema : throw NotASnapshot(name, "it is empty or has holes in its lists", null);
        }
        catch (JsonException problem)
        {
            throw NotASnapshot(name, problem.LineNumber is { } line ? $"line {line + 1}{(problem.Path is { Length: > 0 } path ? $", {path}" : "")}" : "it is not JSON", problem);
        }
    }

    /// <summary>The serializer keeps null out of properties, not out of lists.</summary>
    private static bool IsWhole(Schema schema) =>
        Full(schema.Tables) && Full(schema.Views) && Full(schema.Triggers) && Full(schema.Sequences) && Full(schema.Skipped)
        && schema.Tables.All(table => Full(table.Columns) && Full(table.PrimaryKey) && Full(table.ForeignKeys) && Full(table.Indexes) && Full(table.Checks)
            && table.ForeignKeys.All(key => Full(key.Columns) && Full(key.ReferencedColumns)) && table.Checks.All(check => Full(check.Columns))
            && table.Indexes.All(index => Full(index.Collations) && Full(index.Included) && Full(index.Parts)));

    private static bool Full<T>(IReadOnlyList<T> items)
        where T : class? => items.All(item => item is not null);

    private static DatabaseException NotASnapshot(string name, string where, Exception? cause) => new(
        DatabaseProblem.NotADatabase, $"{name} is not a schema that was saved before ({where}). Nothing was compared. Save one with diff CONN --save FILE.", cause);
}
