using ChatOps.Agents.Questions;
using ChatOps.Database.Connections;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Questions;

public sealed class QuestionSafetyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("how many rows in employees'; DROP TABLE employees;--")]
    [InlineData("Delete all employees older than 50")]
    [InlineData("please update the salary of Ann to 9000")]
    [InlineData("Can you drop the table employees?")]
    [InlineData("List employees; then delete them")]
    [InlineData("Lösche alle Mitarbeiter")]
    [InlineData("show employees UNION SELECT password FROM users")]
    public async Task AWishToChangeData_OrPiecesOfAStatement_AreRefused(string question)
    {
        await using var asker = Ask(Office.Script);

        Assert.IsType<QuestionReading.Refuse>(await asker.ReadAsync(question));
        Assert.Equal("5", await asker.RowsAsync("How many employees are there?"));
    }

    [Fact]
    public async Task NamesAndValuesThatLookLikeSql_AreQuoted()
    {
        await using var asker = Ask("""
            CREATE TABLE "order" (id INTEGER PRIMARY KEY, "select" TEXT, "na""me; DROP TABLE x" TEXT);
            INSERT INTO "order" VALUES (1, 'it''s', 'a'), (2, 'x'' OR ''1''=''1', 'b');
            """);

        Assert.Equal("2", await asker.RowsAsync("How many orders are there?"));
        Assert.Equal("1", await asker.RowsAsync("How many orders have the select \"x' OR '1'='1\"?"));
        Assert.Equal("1", await asker.RowsAsync("How many orders have the select \"it's\"?"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("?????")]
    [InlineData("\u202Eemployees\u202C \0\u0001")]
    [InlineData("👩‍💻👩‍💻 employees 👩‍💻")]
    [InlineData("SELECT")]
    [InlineData("more than than than between and or not")]
    [InlineData("\"\"\"''''``")]
    [InlineData("most least each every top 0 employees 99999999999999999999999")]
    [InlineData("employees employees employees salary salary salary salary and and or")]
    public async Task AnyText_HasAClearAnswer(string question)
    {
        await using var asker = Ask(Office.Script);

        Assert.NotNull(await asker.AskAsync(question));
    }

    [Fact]
    public async Task AnEndlessText_IsReadOnlyAtItsBeginning()
    {
        await using var asker = Ask(Office.Script);

        Assert.NotNull(await asker.AskAsync("How many employees " + string.Concat(Enumerable.Repeat("and how many departments ", 4000))));
    }

    [Fact]
    public async Task EveryShuffledQuestion_EndsInSomething()
    {
        await using var asker = Ask(Office.Script);
        var words = Office.Questions.SelectMany(item => item.Question.Split(' ')).ToArray();
        var random = new Random(7);
        for (var round = 0; round < 150; round++)
            Assert.NotNull(await asker.AskAsync(string.Join(' ', Enumerable.Range(0, random.Next(3, 14)).Select(_ => words[random.Next(words.Length)]))));
    }

    private Asker Ask(string script) => new(ConnectionAddress.Parse(_folder.Database("asked.sqlite", script), "dev"));
}
