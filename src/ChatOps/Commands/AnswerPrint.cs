using ChatOps.Agents.Questions.Running;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary>An answer as lines for people.</summary>
internal static class AnswerPrint
{
    public static async Task WriteAsync(QuestionAnswer answer)
    {
        if (answer.Outcome != AnswerOutcome.Answer)
        {
            await Documents.WriteLineAsync(answer.Question ?? answer.Reason ?? "");
            foreach (var choice in answer.Choices)
                await Documents.WriteLineAsync($"  {choice}");
            return;
        }

        await Documents.WriteLineAsync(string.Join('\t', answer.Columns));
        foreach (var row in answer.Rows)
            await Documents.WriteLineAsync(string.Join('\t', row.Select(Figures.Value)));
        await Console.Error.WriteLineAsync($"{Figures.Count(answer.Rows.Count, "row")}{(answer.Truncated ? ", and there are more" : "")}.");
        if (answer.Restatement is { } restatement)
            await Console.Error.WriteLineAsync(restatement);
        await Console.Error.WriteLineAsync(answer.Sql);
    }
}
