using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions;

/// <summary>The one database that a question is about, and what people call its things beside their names.</summary>
/// <param name="Connection">Configured, or made from a path or a URL; only its reader is used.</param>
public sealed record QuestionScope(DatabaseConnection Connection)
{
    /// <summary>The schema as people state it to be, over what the database declares; as it is where nothing is stated.</summary>
    public Func<Schema, Schema> Stated { get; init; } = static schema => schema;

    /// <summary>Words that people use here, from the knowledge base.</summary>
    public IReadOnlyList<QuestionSynonym> Synonyms { get; init; } = [];
}

/// <summary>Another name for a table or a column.</summary>
/// <param name="Phrase">As people say it, such as "revenue".</param>
/// <param name="Table">As the schema spells it.</param>
/// <param name="Column">Null where it stands for the table.</param>
public sealed record QuestionSynonym(string Phrase, string Table, string? Column);
