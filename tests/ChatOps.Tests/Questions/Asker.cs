using System.Globalization;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Questions;

/// <summary>Asks one database, and writes the answer's rows as short texts.</summary>
internal sealed class Asker(DatabaseConnection connection, TimeProvider? clock = null) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddDatabase([connection]).AddQuestions().BuildServiceProvider();

    public QuestionScope Scope { get; init; } = new(connection);

    public Task<QuestionReading> ReadAsync(string question) => _services.GetRequiredService<QuestionReader>().ReadAsync(Scope, question, CancellationToken.None);

    public Task<QuestionAnswer> AskAsync(string question) => _services.GetRequiredService<QuestionAnswers>().AskAsync(Scope, question, CancellationToken.None);

    public Task<QuestionAnswer> RunAsync(string sql) => _services.GetRequiredService<QuestionAnswers>().RunAsync(Scope.Connection, sql, CancellationToken.None);

    /// <summary>"a 1; b 2": rows in the order in which they came; else what was said instead.</summary>
    public async Task<string> RowsAsync(string question)
    {
        var answer = await AskAsync(question);
        return answer.Outcome == AnswerOutcome.Answer
            ? string.Join("; ", answer.Rows.Select(row => string.Join(' ', row.Select(Text))))
            : $"{answer.Outcome}: {answer.Question ?? answer.Reason}";
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // Engines give an average as a double or as an exact number with zeros behind it.
    private static string Text(object? value) => value switch
    {
        null => "NULL",
        double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
