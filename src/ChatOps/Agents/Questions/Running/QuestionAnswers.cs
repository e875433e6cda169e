using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Running;

/// <summary>Questions with their rows.</summary>
/// <param name="write">Writes a query for a question that the reader would have to ask about, or null where it cannot; null where nobody writes.</param>
public sealed class QuestionAnswers(QuestionReader reader, QueryRunner runner, Func<DatabaseConnection, string, CancellationToken, Task<QuestionReading?>>? write = null)
{
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<QuestionAnswer> AskAsync(QuestionScope scope, string question, CancellationToken cancellationToken) =>
        await ReadAsync(scope, question, cancellationToken) switch
        {
            QuestionReading.Sql sql => await RunAsync(scope.Connection, sql.Text, cancellationToken) with { Restatement = sql.Restatement, Confidence = sql.Confidence },
            QuestionReading.Clarify clarify => new QuestionAnswer { Outcome = AnswerOutcome.Clarify, Question = clarify.Question, Choices = clarify.Choices },
            QuestionReading.Refuse refuse => new QuestionAnswer { Outcome = AnswerOutcome.Refuse, Reason = refuse.Reason },
            QuestionReading.NotAQuestion none => new QuestionAnswer { Outcome = AnswerOutcome.Clarify, Question = none.Reason },
            _ => throw new InvalidOperationException("There is no such reading."),
        };

    private async Task<QuestionReading> ReadAsync(QuestionScope scope, string question, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(scope, question, cancellationToken);
        return write is null || read is QuestionReading.Sql or QuestionReading.Refuse ? read : await write(scope.Connection, question, cancellationToken) ?? read;
    }

    /// <summary>One SELECT as it was written. What the database refuses is an answer too.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<QuestionAnswer> RunAsync(DatabaseConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.RunAsync(connection, sql, cancellationToken);
            return new QuestionAnswer { Outcome = AnswerOutcome.Answer, Sql = sql, Columns = result.Columns, Rows = result.Rows, Truncated = result.Truncated };
        }
        catch (DatabaseException problem) when (problem.Problem is DatabaseProblem.NotReadOnly or DatabaseProblem.BadStatement or DatabaseProblem.TimedOut)
        {
            return new QuestionAnswer { Outcome = AnswerOutcome.Refuse, Sql = sql, Reason = problem.Message };
        }
    }
}
