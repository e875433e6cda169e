using ChatOps.Conversation.Presentation;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;
using ChatOps.Tests.Specialists;

namespace ChatOps.Tests.Questions;

public sealed class SqlQueryStepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Query_KeepsItsRows_AndItsCardShowsThemWithTheStatement()
    {
        await using var host = await StartAsync(showPersonalData: true);

        var run = await host.RunAsync(Pipeline("SELECT job_title, COUNT(*) AS people FROM employees GROUP BY job_title ORDER BY 1"));

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal("3 rows", EngineHost.Output(run, "ask").GetProperty("summary").GetString());
        var card = Assert.Single(QueryCards.Of(run));
        var table = Assert.Single(card.Blocks.OfType<Cards.CardBlock.Table>());
        Assert.Equal(["Clerk", "1"], table.Rows[0]);
        Assert.Single(card.Blocks.OfType<Cards.CardBlock.Bars>());
        var shown = Assert.Single(card.Blocks.OfType<Cards.CardBlock.Details>());
        Assert.Contains("GROUP BY job_title", ((Cards.CardBlock.Text)shown.Blocks[0]).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_MasksPersonalData_UnlessTheConnectionShowsIt()
    {
        await using var host = await StartAsync(showPersonalData: false);

        var run = await host.RunAsync(Pipeline("SELECT email, salary FROM employees WHERE employee_id = 1"));

        var top = EngineHost.Output(run, "ask").GetProperty("top")[0];
        Assert.Equal(("a***@***.org", 5000), (top[0].GetString(), top[1].GetInt32()));
    }

    [Theory]
    [InlineData("DELETE FROM employees")]
    [InlineData("SELECT 1; DELETE FROM employees")]
    [InlineData("WITH gone AS (SELECT 1) DELETE FROM employees")]
    [InlineData("PRAGMA journal_mode = DELETE")]
    public async Task AnythingButOneReadingStatement_FailsTheStep_AndChangesNothing(string sql)
    {
        await using var host = await StartAsync(showPersonalData: true);

        var run = await host.RunAsync(Pipeline(sql));
        var after = await host.RunAsync(Pipeline("SELECT COUNT(*) FROM employees"));

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(5, EngineHost.Output(after, "ask").GetProperty("top")[0][0].GetInt32());
    }

    private Task<EngineHost> StartAsync(bool showPersonalData) => EngineHost.StartAsync(
        _folder.At("data"), null, ConnectionAddress.Parse(_folder.Database("office.sqlite", Office.Script), "dev") with { Name = "office", ShowPersonalData = showPersonalData });

    private static string Pipeline(string sql) => $$"""
        name: ask
        steps:
          - id: ask
            type: sql.query
            with:
              connection: office
              sql: "{{sql}}"
        """;
}
