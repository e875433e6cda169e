using System.Globalization;
using ChatOps.Agents.Evaluation;
using Spectre.Console;

namespace ChatOps.Commands.Evaluation;

/// <summary>Scores as a table or as one document.</summary>
internal static class ScorePrint
{
    /// <param name="notMeasured">Cases that say nothing, because their own solution does not run.</param>
    public static async Task WriteAsync(IReadOnlyList<Score> scores, int notMeasured, bool json)
    {
        if (json)
        {
            await Documents.WriteJsonAsync(new { scores, notMeasured });
            return;
        }

        var table = new Table().AddColumns("", "cases", "right", "wrong", "asked", "right %", "wrong %");
        foreach (var score in scores)
        {
            table.AddRow([.. new[] { score.Group, Number(score.Cases), Number(score.Right), Number(score.Wrong), Number(score.Asked), Share(score.RightShare), Share(score.WrongShare) }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        if (notMeasured > 0)
            await Documents.WriteLineAsync($"{notMeasured} more could not be measured: their own solution does not run.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
