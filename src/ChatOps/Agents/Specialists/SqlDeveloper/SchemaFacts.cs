using System.Text.Json;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Specialists.SqlDeveloper;

/// <summary>A schema as a model is told it: names, types, keys, references, comments.</summary>
internal static class SchemaFacts
{
    /// <summary>Tables told in full; the others by name only, and by the tool.</summary>
    private const int MostTables = 40;

    public static string Of(Schema schema) => JsonSerializer.Serialize(
        schema.Tables.Select((table, index) => index < MostTables ? Of(table) : new { table.Name }), JsonSerializerOptions.Web);

    public static object Of(Table table) => new
    {
        table.Name,
        table.Comment,
        columns = table.Columns.Select(column => new { column.Name, type = column.DeclaredType, column.Comment }),
        key = table.PrimaryKey,
        references = table.ForeignKeys.Select(key => new { key.Columns, table = key.ReferencedTable, to = key.ReferencedColumns }),
    };
}
