using ChatOps.Agents.Questions;
using ChatOps.Database.Connections;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Questions;

/// <summary>Schemas that no lexicon was written for.</summary>
public sealed class UnseenSchemaTests : IDisposable
{
    private const string Neighbours = """
        CREATE TABLE regions (region_name TEXT NOT NULL UNIQUE, size INTEGER, seat TEXT);
        CREATE TABLE borders (region_name TEXT REFERENCES regions (region_name), border TEXT);
        CREATE TABLE canals (canal_name TEXT, length INTEGER, crosses TEXT REFERENCES regions (region_name));
        INSERT INTO regions VALUES ('Norland', 10, 'Nor'), ('Ostmark', 30, 'Ost'), ('Suden', 20, 'Sud'), ('Westeria', 40, 'West');
        INSERT INTO borders VALUES ('Norland', 'Ostmark'), ('Ostmark', 'Norland'), ('Ostmark', 'Suden'), ('Suden', 'Ostmark'), ('Norland', 'Westeria'), ('Westeria', 'Norland');
        INSERT INTO canals VALUES ('Long Cut', 90, 'Norland'), ('Long Cut', 90, 'Ostmark'), ('Old Ditch', 20, 'Suden');
        """;

    private const string Clinics = """
        CREATE TABLE berufsgruppen (id INTEGER PRIMARY KEY, vorname TEXT, nachname TEXT, funktion TEXT, telefon TEXT);
        CREATE TABLE geraete (id INTEGER PRIMARY KEY, bezeichnung TEXT, baujahr INTEGER);
        CREATE TABLE wartungen (id INTEGER PRIMARY KEY, geraet_id INTEGER REFERENCES geraete (id), berufsgruppe_id INTEGER REFERENCES berufsgruppen (id), kosten INTEGER);
        INSERT INTO berufsgruppen VALUES (1, 'Lea', 'Wolf', 'Elektriker', '11'), (2, 'Jan', 'Kern', 'Schlosser', '12');
        INSERT INTO geraete VALUES (1, 'Kran', 1999), (2, 'Presse', 2010);
        INSERT INTO wartungen VALUES (1, 1, 1, 100), (2, 2, 1, 300), (3, 1, 2, 50);
        """;

    private const string Trips = """
        CREATE TABLE stations (station_code TEXT PRIMARY KEY, station_name TEXT, city TEXT);
        CREATE TABLE trips (trip_no INTEGER PRIMARY KEY, origin TEXT REFERENCES stations (station_code), destination TEXT REFERENCES stations (station_code), price INTEGER, seats INTEGER, day DATE);
        INSERT INTO stations VALUES ('AA', 'Alder', 'Arlen'), ('BB', 'Birch', 'Burns'), ('CC', 'Cedar', 'Arlen'), ('DD', 'Dale', 'Dover');
        INSERT INTO trips VALUES (10, 'AA', 'BB', 30, 5, '2023-01-02'), (11, 'BB', 'AA', 35, 5, '2023-01-03'), (12, 'AA', 'CC', 50, 5, '2023-02-01'), (13, 'CC', 'BB', 20, 5, '2022-12-30'), (14, 'AA', 'BB', 15, 5, '2023-02-14');
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnglishQuestions_AreAnswered() => await CheckAsync(Clinic.Script, Clinic.Questions);

    [Fact]
    public async Task GermanQuestions_AreAnswered() => await CheckAsync(Warehouse.Script, Warehouse.Questions);

    [Fact]
    public async Task NamesThatAreWordsOfOurs_AndStatesThatAreVerbs_AreFound() => await CheckAsync(Helpdesk.Script, Helpdesk.Questions);

    [Fact]
    public async Task WhatIsAskedForEachOfSomething_IsPutTogether_AndTheWordsOfTablesGoBeforeNumbersOfThatName() => await CheckAsync(Shop.Script, Shop.Questions);

    [Fact]
    public async Task WordsThatSayWhichRowsAreMeant_AreNeverPassedOver()
    {
        await using var asker = Ask(Shop.Script);
        var answered = new List<string>();
        foreach (var question in Shop.Doubtful)
        {
            if (await asker.ReadAsync(question) is QuestionReading.Sql sql)
                answered.Add($"{question} -> {sql.Text}");
        }

        Assert.Empty(answered);
    }

    [Fact]
    public async Task RowsThatAreRelatedToOthersOfTheirTable_AreFound() => await CheckAsync(Neighbours,
    [
        ("Which regions border the smallest region?", "Ostmark; Westeria"),
        ("Which regions border Suden?", "Ostmark"),
        ("What is the longest canal?", "Long Cut; Long Cut"),
        ("What is the length of the Long Cut?", "90"),
    ]);

    [Fact]
    public async Task OfSeveralWaysToATable_TheVerbsAndPrepositionsTellWhichIsMeant_AndWithoutThemItIsAsked()
    {
        await CheckAsync(Trips, [("How many trips depart from Alder?", "3"), ("How many trips arrive in Arlen?", "2"), ("How many trips go from Arlen to Burns?", "3")]);

        await using var asker = Ask("SELECT 1;");
        Assert.IsType<QuestionReading.Clarify>(await asker.ReadAsync("Which stations have no trips?"));
    }

    [Fact]
    public async Task AnUnknownNounWhereATableIsNamed_IsTheTableThatEverythingElseSpeaksFor_AndThatIsSaid()
    {
        await using var asker = Ask(Clinics);

        var reading = Assert.IsType<QuestionReading.Sql>(await asker.ReadAsync("Wie lauten die Vor- und Nachnamen der Spezialisten, die eine Wartung mit unterdurchschnittlichen Kosten durchgeführt haben?"));

        Assert.Contains("Spezialisten", reading.Assumption, StringComparison.Ordinal);
        Assert.Contains("berufsgruppen", reading.Assumption, StringComparison.Ordinal);
        Assert.Equal("Jan Kern; Lea Wolf", Sorted(await asker.RowsAsync("Wie lauten die Vor- und Nachnamen der Spezialisten, die eine Wartung mit unterdurchschnittlichen Kosten durchgeführt haben?")));
    }

    [Fact]
    public async Task ADatabaseWithoutTables_SaysSo()
    {
        await using var asker = Ask("SELECT 1;");

        Assert.Contains("has no tables", Assert.IsType<QuestionReading.Refuse>(await asker.ReadAsync("how many customers are there?")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownNounThatSeveralTablesFit_IsAskedAbout()
    {
        await using var asker = Ask(Office.Script);

        Assert.IsType<QuestionReading.Clarify>(await asker.ReadAsync("List the titles of the gizmos."));
        Assert.IsNotType<QuestionReading.Sql>(await asker.ReadAsync("How many gizmos have more than two gadgets?"));
    }

    private async Task CheckAsync(string script, IReadOnlyList<(string Question, string Rows)> questions)
    {
        await using var asker = Ask(script);
        var wrong = new List<string>();
        foreach (var (question, rows) in questions)
        {
            var answered = Sorted(await asker.RowsAsync(question));
            if (answered != rows)
                wrong.Add($"{question} -> {answered} instead of {rows}");
        }

        Assert.Empty(wrong);
    }

    private static string Sorted(string rows) => string.Join("; ", rows.Split("; ").Order(StringComparer.Ordinal));

    private Asker Ask(string script) => new(ConnectionAddress.Parse(_folder.Database("unseen.sqlite", script), "dev"));
}
