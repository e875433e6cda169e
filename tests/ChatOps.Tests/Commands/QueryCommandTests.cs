using System.Text.Json;
using ChatOps.Tests.Questions;

namespace ChatOps.Tests.Commands;

public sealed class QueryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ask_FromStandardInput_PrintsOneDocumentPerLine()
    {
        var file = _folder.Database("office.sqlite", Office.Script);

        var ended = await Program.TalkAsync(_folder.Path, "How many employees are there?\nGibberish blah\nDelete all employees\nShow the titles and end dates of projects.\n", "query", file, "--ask", "-");

        Assert.Equal(0, ended.ExitCode);
        var lines = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["answer", "clarify", "refuse", "answer"], lines.Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(5, lines[0].GetProperty("rows")[0][0].GetInt32());
        Assert.StartsWith("SELECT COUNT(*)", lines[0].GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", lines[1].GetProperty("question").GetString());
        Assert.Contains("only read", lines[2].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, lines[3].GetProperty("rows")[1][1].ValueKind);
    }

    [Fact]
    public async Task Query_ReadsRows_AndRefusesWhatIsNoQuery()
    {
        var file = _folder.Database("office.sqlite", Office.Script);

        var rows = await Program.RunAsync(_folder.Path, "query", file, "SELECT last_name, salary FROM employees WHERE salary > 6000 ORDER BY salary", "--json");
        var change = await Program.RunAsync(_folder.Path, "query", file, "UPDATE employees SET salary = 0");
        var nothing = await Program.RunAsync(_folder.Path, "query", file);

        Assert.Equal(0, rows.ExitCode);
        Assert.Equal("Orr 6500, Fox 7000", string.Join(", ", JsonDocument.Parse(rows.Output).RootElement.GetProperty("rows").EnumerateArray().Select(row => $"{row[0]} {row[1]}")));
        Assert.Equal((2, 2), (change.ExitCode, nothing.ExitCode));
    }

    [Fact]
    public async Task Ask_ForPeople_PrintsTheRowsAndTheQueryBesideThem()
    {
        var file = _folder.Database("office.sqlite", Office.Script);

        var ended = await Program.RunAsync(_folder.Path, "query", file, "--ask", "Which department has the most employees?");

        Assert.Equal((0, "department_name\nEngineering\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("GROUP BY", ended.Error, StringComparison.Ordinal);
    }
}
