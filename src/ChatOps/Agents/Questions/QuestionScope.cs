using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Knowledge.Schemas;

namespace ChatOps.Agents.Questions;

/// <summary>The one database that a question is about, and what people call its things beside their names.</summary>
/// <param name="Connection">Configured, or made from a path or a URL; only its reader is used.</param>
public sealed record QuestionScope(DatabaseConnection Connection)
{
    /// <summary>The schema as people state it to be, over what the database declares; as it is where nothing is stated.</summary>
    public Func<Schema, Schema> Stated { get; init; } = static schema => schema;

    /// <summary>Words that people use here, from the knowledge base.</summary>
    public IReadOnlyList<QuestionSynonym> Synonyms { get; init; } = [];

    /// <summary>With what people state about the connection, as it stands now; with nothing where that is not sound.</summary>
    public static QuestionScope Of(DatabaseConnection connection, StatedSchemas schemas)
    {
        var stated = schemas.ForWhereSound(connection);
        return new QuestionScope(connection)
        {
            Stated = schema => StatedSchemas.Over(stated, schema),
            Synonyms =
            [
                .. from table in stated.Tables
                   from named in table.Synonyms
                   from phrase in named.Value
                   select new QuestionSynonym(phrase, table.Name, named.Key.Length == 0 ? null : named.Key),
            ],
        };
    }
}

/// <summary>Another name for a table or a column.</summary>
/// <param name="Phrase">As people say it, such as "revenue".</param>
/// <param name="Table">Compared without case, as its column is.</param>
/// <param name="Column">Null where it stands for the table.</param>
public sealed record QuestionSynonym(string Phrase, string Table, string? Column);
