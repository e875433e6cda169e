using ChatOps.Agents.Questions;
using ChatOps.Database.Connections;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Questions;

public sealed class QuestionReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReading_TellsItsTables_WhatItUnderstood_AndHowSureItIs()
    {
        await using var asker = Ask(Office.Script);

        var reading = Assert.IsType<QuestionReading.Sql>(await asker.ReadAsync("Which departments have no employees?"));

        Assert.Equal(["departments", "employees"], reading.Tables);
        Assert.Contains("department_name", reading.Restatement, StringComparison.Ordinal);
        Assert.InRange(reading.Confidence, 0.75, 1);
    }

    [Theory]
    [InlineData("Wie viele Mitarbeiter gibt es?", "4")]
    [InlineData("Wie lauten die Vornamen der Mitarbeiter, die älter als 30 sind?", "Anna; Carl; Dora")]
    [InlineData("Wie heißt die Abteilung mit den meisten Mitarbeitern in Berlin?", "Vertrieb")]
    [InlineData("Wie hoch ist das Durchschnittsgehalt aller Mitarbeiter?", "5625")]
    [InlineData("Nenne die Vor- und Nachnamen der Mitarbeiter, sortiert nach Gehalt in absteigender Reihenfolge.", "Carl Fuchs; Dora Ott; Anna Lang; Bernd Roth")]
    [InlineData("Welche Abteilungen haben keine Mitarbeiter?", "Recht")]
    [InlineData("Wie viele Mitarbeiter hat jede Abteilung?", "Vertrieb 2; Entwicklung 2")]
    [InlineData("Wie lautet der Nachname des jüngsten Mitarbeiters?", "Roth")]
    public async Task GermanQuestions_OverAGermanSchemaWithoutReferences_AreAnswered(string question, string rows)
    {
        await using var asker = Ask(Office.German);

        Assert.Equal(rows, await asker.RowsAsync(question));
    }

    [Theory]
    [InlineData("¿Cuántos empleados hay?", "5")]
    [InlineData("¿Cuál es el salario promedio de los empleados?", "5700")]
    [InlineData("Muestra los apellidos de los empleados ordenados por edad.", "Kim; Ray; Orr; Lee; Fox")]
    public async Task SimpleSpanishQuestions_AreAnswered(string question, string rows)
    {
        await using var asker = Ask(Office.Script.Replace("employees", "empleados", StringComparison.Ordinal)
            .Replace("last_name", "apellido", StringComparison.Ordinal).Replace("salary", "salario", StringComparison.Ordinal).Replace("age INT", "edad INT", StringComparison.Ordinal));

        Assert.Equal(rows, await asker.RowsAsync(question));
    }

    [Fact]
    public async Task TheFirstInAnOrder_IsNotOneWhoseValueIsMissing()
    {
        await using var asker = Ask(Office.Script + "INSERT INTO employees (employee_id, last_name) VALUES (9, 'Noage');");

        Assert.Equal("Kim", await asker.RowsAsync("What is the last name of the youngest employee?"));
    }

    [Fact]
    public async Task SpansOfTime_AreCountedFromToday()
    {
        var clock = new WebServer.MovableTime();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var file = _folder.Database("visits.sqlite", $"CREATE TABLE visits (id INTEGER PRIMARY KEY, day DATE); INSERT INTO visits VALUES {string.Join(", ", ((int[])[0, 1, 6, 20, 40]).Select(back => $"({back + 1}, '{today.AddDays(-back):yyyy-MM-dd}')"))}");
        await using var asker = new Asker(ConnectionAddress.Parse(file, "dev"), clock);

        Assert.Equal("3", await asker.RowsAsync("How many visits were there in the last 7 days?"));
        Assert.Equal("1", await asker.RowsAsync("How many visits were there yesterday?"));
    }

    [Fact]
    public async Task WordsThatNothingExplains_AreAskedAbout()
    {
        await using var asker = Ask(Office.Script);

        var reading = Assert.IsType<QuestionReading.Clarify>(await asker.ReadAsync("How many employees have a golden parachute?"));

        Assert.Contains("parachute", reading.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoColumnsOfOneName_AreAskedAbout_WithQuestionsThatCanBeAskedInstead()
    {
        await using var asker = Ask("""
            CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);
            CREATE TABLE invoices (id INTEGER PRIMARY KEY, total INTEGER);
            INSERT INTO orders VALUES (1, 5); INSERT INTO invoices VALUES (1, 7);
            """);

        var reading = Assert.IsType<QuestionReading.Clarify>(await asker.ReadAsync("What is the maximum total?"));

        Assert.Equal(2, reading.Choices.Count);
        Assert.Equal(["5", "7"], (await Task.WhenAll(reading.Choices.Select(asker.RowsAsync))).Order());
    }

    [Fact]
    public async Task TheNameOfTheDatabase_SaysWhereToLook()
    {
        await using var asker = Ask(Office.Script);

        Assert.Equal("5", await asker.RowsAsync("How many employees are there in asked?"));
    }

    [Fact]
    public async Task TalkThatNamesNothingOfTheSchema_IsNoQuestion()
    {
        await using var asker = Ask(Office.Script);

        Assert.IsType<QuestionReading.NotAQuestion>(await asker.ReadAsync("Good morning, how is the weather?"));
    }

    [Fact]
    public async Task NamesOfTheKnowledgeBase_AreUnderstood()
    {
        var file = _folder.Database("office.sqlite", Office.Script);
        var connection = ConnectionAddress.Parse(file, "dev");
        await using var asker = new Asker(connection) { Scope = new QuestionScope(connection) { Synonyms = [new QuestionSynonym("headcount cost", "employees", "salary"), new QuestionSynonym("crew", "employees", null)] } };

        Assert.Equal("5", await asker.RowsAsync("What is the number of crew?"));
        Assert.Equal("7000", await asker.RowsAsync("What is the maximum headcount cost?"));
    }

    [Fact]
    public async Task ASchemaThatChanged_IsReadAgain()
    {
        var file = _folder.Database("office.sqlite", Office.Script);
        var clock = new WebServer.MovableTime();
        await using var asker = new Asker(ConnectionAddress.Parse(file, "dev"), clock);
        Assert.IsType<QuestionReading.NotAQuestion>(await asker.ReadAsync("How many ships are there?"));

        _folder.Database("office.sqlite", "CREATE TABLE ships (id INTEGER PRIMARY KEY)");
        clock.Skip(TimeSpan.FromMinutes(1));

        Assert.IsType<QuestionReading.Sql>(await asker.ReadAsync("How many ships are there?"));
    }

    private Asker Ask(string script) => new(ConnectionAddress.Parse(_folder.Database("asked.sqlite", script), "dev"));
}
