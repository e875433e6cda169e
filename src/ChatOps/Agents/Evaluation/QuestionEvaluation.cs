using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Evaluation;

/// <summary>Measures questions about data by execution: right is the result that a statement of the data set gives.</summary>
internal sealed class QuestionEvaluation(QuestionAnswers answers)
{
    /// <summary>Null where none of the case's own statements runs.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<Mark?> MarkAsync(QuestionCase asked, DatabaseConnection database, CancellationToken cancellationToken)
    {
        var expected = new List<IReadOnlyList<object?[]>>();
        foreach (var gold in asked.Gold)
        {
            if (await answers.RunAsync(database, gold, cancellationToken) is { Outcome: AnswerOutcome.Answer } result)
                expected.Add(result.Rows);
        }

        if (expected.Count == 0)
            return null;
        var answer = await answers.AskAsync(new QuestionScope(database), asked.Question, cancellationToken);
        if (answer.Outcome != AnswerOutcome.Answer)
            return Mark.Asked;
        return expected.Exists(rows => RowComparison.Same(rows, answer.Rows, asked.OrderMatters)) ? Mark.Right : Mark.Wrong;
    }
}
