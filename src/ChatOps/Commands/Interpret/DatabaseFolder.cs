using ChatOps.Agents.Planner;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Commands.Interpret;

/// <summary>The SQLite files of a folder, each read once and only as far as a request needs it.</summary>
/// <param name="folder">Null for none.</param>
internal sealed class DatabaseFolder(string? folder) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddDatabase([]).AddQuestions().AddSingleton(TimeProvider.System).BuildServiceProvider();
    private readonly Dictionary<string, Schema?> _schemas = new(StringComparer.OrdinalIgnoreCase);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The catalog with the tables that can be read here.</summary>
    public PlannerCatalog Into(PlannerCatalog catalog) => catalog with
    {
        ReadTables = async (name, cancellationToken) => [.. (await SchemaAsync(name, cancellationToken))?.Tables.Select(table => table.Name) ?? []],
        ReadColumns = async (name, cancellationToken) => [.. (await SchemaAsync(name, cancellationToken))?.Tables.SelectMany(table => table.Columns).Select(column => column.Name).Distinct() ?? []],
        ReadReferences = async (name, cancellationToken) =>
            [.. (await SchemaAsync(name, cancellationToken))?.Tables.SelectMany(table => table.ForeignKeys.Select(key => new TableReference(table.Name, key.ReferencedTable, [.. key.Columns.Zip(key.ReferencedColumns)]))) ?? []],
        ReadQuestion = async (name, question, cancellationToken) => Find(name) is { } file ? await ReadAsync(Connection(name, file), question, cancellationToken) : null,
    };

    /// <summary>The rows that a statement gives; null where the database is not here or the statement does not run.</summary>
    public async Task<IReadOnlyList<object?[]>?> RowsAsync(string database, string sql, CancellationToken cancellationToken)
    {
        if (Find(database) is not { } file)
            return null;
        var answer = await _services.GetRequiredService<QuestionAnswers>().RunAsync(Connection(database, file), sql, cancellationToken);
        return answer.Outcome == AnswerOutcome.Answer ? answer.Rows : null;
    }

    /// <summary>A query that a language model writes; null where the database is not here, or none came of it.</summary>
    public async Task<QuestionReading?> WriteAsync(SqlAuthor author, string database, string question, CancellationToken cancellationToken)
    {
        try
        {
            return Find(database) is { } file ? await author.WriteAsync(Connection(database, file), question, cancellationToken) : null;
        }
        catch (DatabaseException)
        {
            return null;
        }
    }

    private async Task<QuestionReading?> ReadAsync(DatabaseConnection connection, string question, CancellationToken cancellationToken)
    {
        try
        {
            return await _services.GetRequiredService<QuestionReader>().ReadAsync(new QuestionScope(connection), question, cancellationToken);
        }
        catch (DatabaseException problem)
        {
            await Console.Error.WriteLineAsync($"{connection.Name} was not asked: {problem.Message}");
            return null;
        }
    }

    private static DatabaseConnection Connection(string name, string file) => ConnectionAddress.Parse(file, "dev") with { Name = name };

    private async Task<Schema?> SchemaAsync(string name, CancellationToken cancellationToken)
    {
        if (_schemas.TryGetValue(name, out var known))
            return known;
        return _schemas[name] = Find(name) is { } file ? await ReadAsync(name, file, cancellationToken) : null;
    }

    // Names come from the catalog, but they are not to lead out of the folder.
    private string? Find(string name)
    {
        if (folder is null || name.Length == 0 || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            return null;
        var file = Path.Combine(folder, name + ".sqlite");
        return File.Exists(file) ? file : null;
    }

    private async Task<Schema?> ReadAsync(string name, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await _services.GetRequiredService<SchemaReader>().ReadAsync(Connection(name, file), cancellationToken);
        }
        catch (DatabaseException problem)
        {
            await Console.Error.WriteLineAsync($"{file} was not read: {problem.Message}");
            return null;
        }
    }
}
