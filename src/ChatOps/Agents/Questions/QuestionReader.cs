using ChatOps.Agents.Planner.Language;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions;

/// <summary>Reads questions about data as SQL, without a model. Safe for several threads at once; schema and values are read once per connection.</summary>
public sealed class QuestionReader(DatabaseAccess access)
{
    /// <summary>What the question comes to over the scope's live schema. Runs nothing of the question.</summary>
    /// <param name="question">As somebody wrote it, of any length; only its beginning is read.</param>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<QuestionReading> ReadAsync(QuestionScope scope, string question, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(scope.Connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var words = Tokenizer.Split(RequestText.Clean(question).Value).Select(token => token.Key).ToHashSet(StringComparer.Ordinal);
        var tables = schema.Tables.Where(table => words.Contains(WordKey.Of(table.Name))).ToList();
        return tables.Count == 0
            ? new QuestionReading.NotAQuestion($"Nothing of {scope.Connection.Name} is named in it.")
            : new QuestionReading.Clarify("What would you like to know?", [.. tables.Select(table => $"How many {table.Name} are there?")]);
    }
}
