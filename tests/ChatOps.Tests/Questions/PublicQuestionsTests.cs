using System.Text.Json;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;

namespace ChatOps.Tests.Questions;

/// <summary>Published questions with the query that answers each (Spider, Yu et al. 2018), by the rows that come of them.</summary>
public sealed class PublicQuestionsTests
{
    [SkippableTheory]
    [InlineData("question", "gold_sql", "gold_status", "databases", 0.84, 0.10)]
    [InlineData("question_de", "gold_sql_de", "gold_status_de", "databases_de", 0.74, 0.10)]
    public async Task MostAreAnswered_AndFewWrongly(string asked, string gold, string status, string databases, double right, double wrong)
    {
        var rows = File.ReadLines(Find("spider_dev_public.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Where(row => row.GetProperty(status).GetString() == "ok").ToList();
        var (rights, wrongs) = (0, 0);
        foreach (var group in rows.GroupBy(row => row.GetProperty("db_id").GetString()!))
        {
            await using var asker = new Asker(ConnectionAddress.Parse(Find(databases, $"{group.Key}.sqlite"), "dev"));
            foreach (var row in group)
            {
                var answer = await asker.AskAsync(row.GetProperty(asked).GetString()!);
                if (answer.Outcome != AnswerOutcome.Answer)
                    continue;
                var isRight = RowSets.AreSame(answer.Rows, (await asker.RunAsync(row.GetProperty(gold).GetString()!.TrimEnd(';', ' '))).Rows, row.GetProperty("order_matters").GetBoolean());
                (rights, wrongs) = isRight ? (rights + 1, wrongs) : (rights, wrongs + 1);
            }
        }

        Assert.True(rights >= right * rows.Count, $"{rights} of {rows.Count} are right.");
        Assert.True(wrongs <= wrong * rows.Count, $"{wrongs} of {rows.Count} are wrong.");
    }

    private static string Find(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine([folder.FullName, "shared", "data", "nl2sql", .. path]);
            if (File.Exists(file))
                return file;
        }

        Assert.False(Environment.GetEnvironmentVariable("CHATOPS_CI") == "1", "shared/data/nl2sql must be there on CI.");
        Skip.If(true, "shared/data/nl2sql is not beside the repository.");
        throw new InvalidOperationException();
    }
}
