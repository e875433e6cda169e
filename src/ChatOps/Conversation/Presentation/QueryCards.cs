using System.Globalization;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Cards;
using ChatOps.Conversation.Checks;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>The answers of queries: the first rows, a picture where they are a series, and the statement.</summary>
internal static class QueryCards
{
    private const int MostBars = 12;

    public static IEnumerable<Card> Of(Run run) => StepOutputs.Of<QuerySummary>(run, "sql.query").Select(answer => Answer(answer, run.Id));

    private static Card Answer(QuerySummary answer, string runId) => new()
    {
        Title = answer.Question ?? "Answer",
        Subtitle = answer.Summary,
        Tone = Tone.Good,
        Summary = Sentence(answer),
        Blocks = [.. Blocks(answer)],
        Actions = [new CardAction.OpenLink("All rows (JSON)", ArtifactLink.To(answer.Result, "rows.json")), new CardAction.Submit("Save as check", new ActionPayload(CheckTalk.OfferVerb, runId))],
    };

    private static IEnumerable<CardBlock> Blocks(QuerySummary answer)
    {
        if (answer.Rows == 0)
            yield return new CardBlock.Text("No row fits.");
        else if (Single(answer) is { } value)
            yield return new CardBlock.Text(value, Strong: true);
        else
            yield return new CardBlock.Table(answer.Columns, [.. answer.Top.Select(row => row.Select(Figures.Value).ToList())]);
        if (answer.Rows > answer.Top.Count)
            yield return new CardBlock.Text($"The first {answer.Top.Count} of {answer.Summary}.", Subtle: true);
        if (Series(answer) is { } bars)
            yield return bars;
        yield return new CardBlock.Details("The query", [new CardBlock.Text(answer.Sql, Monospace: true)]);
    }

    private static string Sentence(QuerySummary answer) =>
        $"{answer.Question ?? "Answer"}: {Single(answer) ?? answer.Summary}";

    private static string? Single(QuerySummary answer) => answer is { Rows: 1, Columns.Count: 1 } ? Figures.Value(answer.Top[0][0]) : null;

    /// <summary>One name and one number a row make bars; anything else makes none.</summary>
    private static CardBlock.Bars? Series(QuerySummary answer)
    {
        if (answer.Columns.Count != 2 || answer.Rows is < 2 or > MostBars)
            return null;
        var number = Array.FindIndex([0, 1], column => answer.Top.All(row => row[column] is long or double or decimal));
        if (number < 0 || answer.Top.All(row => row[1 - number] is long or double or decimal))
            return null;
        var bars = answer.Top.Select(row => new Bar(Figures.Value(row[1 - number]), Convert.ToDouble(row[number], CultureInfo.InvariantCulture)));
        return answer.Top.All(row => Convert.ToDouble(row[number], CultureInfo.InvariantCulture) >= 0) ? new CardBlock.Bars(answer.Columns[number], [.. bars.OrderByDescending(bar => bar.Value)]) : null;
    }
}
