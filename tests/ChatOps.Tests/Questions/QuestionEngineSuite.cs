using ChatOps.Database.Tests.Servers;

namespace ChatOps.Tests.Questions;

/// <summary>The same questions on each engine: the SQL is the engine's own, the rows are the same.</summary>
public abstract class QuestionEngineSuite(TestEngine engine)
{
    [SkippableFact]
    public async Task Questions_HaveTheSameRows_OnEveryEngine()
    {
        await using var database = await engine.CreateAsync(Office.Script);
        await using var asker = new Asker(database.Connection);
        var wrong = new List<string>();
        foreach (var (question, rows) in Office.Questions)
        {
            var answered = await asker.RowsAsync(question);
            var inOrder = question.Contains("ordered", StringComparison.Ordinal) || question.StartsWith("top", StringComparison.Ordinal);
            if ((inOrder ? answered : Sorted(answered)) != (inOrder ? rows : Sorted(rows)))
                wrong.Add($"{question} -> {answered} instead of {rows}");
        }

        Assert.Empty(wrong);
    }

    [SkippableFact]
    public async Task AQuery_IsExplainedFirst_AndAnythingElseIsRefused()
    {
        await using var database = await engine.CreateAsync(Office.Script);
        await using var asker = new Asker(database.Connection);

        var rows = await asker.RunAsync("SELECT COUNT(*) FROM employees");
        var change = await asker.RunAsync("DELETE FROM employees");
        var two = await asker.RunAsync("SELECT 1; SELECT 2");
        var nonsense = await asker.RunAsync("SELECT nothing_there FROM employees");

        Assert.Equal(5L, Convert.ToInt64(rows.Rows[0][0], null));
        Assert.All([change, two, nonsense], answer => Assert.Equal(Agents.Questions.Running.AnswerOutcome.Refuse, answer.Outcome));
        Assert.Equal("5", await asker.RowsAsync("How many employees are there?"));
    }

    private static string Sorted(string rows) => string.Join("; ", rows.Split("; ").Order(StringComparer.Ordinal));
}

public sealed class SqliteQuestionTests() : QuestionEngineSuite(TestEngine.Sqlite);

public sealed class PostgreSqlQuestionTests() : QuestionEngineSuite(TestEngine.PostgreSql);

public sealed class MySqlQuestionTests() : QuestionEngineSuite(TestEngine.MySql);
