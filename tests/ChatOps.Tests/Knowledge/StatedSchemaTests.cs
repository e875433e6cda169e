using System.Text;
using ChatOps.Agents.Questions;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Knowledge.Schemas;
using ChatOps.Tests.Commands;
using ChatOps.Tests.Conversation;
using ChatOps.Tests.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Knowledge;

/// <summary>What a CSV file states about a schema, and what validation makes of it.</summary>
public sealed class StatedSchemaTests : IDisposable
{
    private const string Shop = """
        CREATE TABLE people (nr INTEGER, mail TEXT, born TEXT);
        CREATE TABLE bills (nr INTEGER, person INTEGER, year INTEGER, number INTEGER);
        INSERT INTO people VALUES (1, 'a@x.de', '1990-01-01'), (2, 'b@x.de', '1991-01-01'), (2, 'c@x.de', '1992-01-01'), (NULL, 'd@x.de', '1993-01-01');
        INSERT INTO bills VALUES (1, 1, 2024, 1), (2, 2, 2024, 2), (3, 9, 2024, 2), (4, NULL, 2025, 1);
        """;

    private const string Stated = """
        table,column,key,reference,description
        people,,,,"Everybody who ever bought, or asked"
        people,nr,primary,,Number of the person
        bills,person,,people,Who pays
        bills,year,unique:number,,
        bills,number,unique:number,,
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StatedKeysAndReferences_AreValidated_WithTheirExactCounts()
    {
        var connection = Connection();
        await using var talk = await Talk.StartAsync(_folder.At("data"), connection);
        Set(connection, Stated, await SchemaAsync(connection));

        var report = (await talk.SayAsync("validate shop")).Text();

        Assert.Contains("1 row of bills has a value in person that no row of people has. The reference is not declared; it is stated.", report, StringComparison.Ordinal);
        var validated = await Commands.Program.RunAsync(_folder.Path, "validate", "shop", "--json", "--config", Settings(), "--data", _folder.At("other"));
        Assert.DoesNotContain("it is stated", validated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACommandWithoutItsOwnData_ReadsWhatTheInstallationStates()
    {
        File.WriteAllText(_folder.At("shop.csv"), Stated);
        _folder.Database("shop.sqlite", Shop);

        var set = await Commands.Program.RunAsync(_folder.Path, "knowledge", "schema", "shop", "shop.csv", "--config", Settings());
        Assert.Equal("shop: 2 tables, 2 keys and 1 reference are stated from now on.", set.Output.Trim());
        Assert.Contains("bills,person,,people,Who pays", (await Commands.Program.RunAsync(_folder.Path, "knowledge", "schema", "shop", "--config", Settings())).Output, StringComparison.Ordinal);

        var validated = await Commands.Program.RunAsync(_folder.Path, "validate", "shop", "--json", "--config", Settings());

        Assert.Contains("1 row of bills has a value in person that no row of people has.", validated.Output, StringComparison.Ordinal);
        Assert.Contains("2 rows of people share a value of nr with another row, although it is stated to be a key.", validated.Output, StringComparison.Ordinal);
        Assert.Contains("1 row of people has no nr, although it is stated to belong to the primary key.", validated.Output, StringComparison.Ordinal);
        Assert.Contains("2 rows of bills share a value of year, number with another row", validated.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is stated about shop any more.", (await Commands.Program.RunAsync(_folder.Path, "knowledge", "schema", "shop", "--remove", "--config", Settings())).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatedSynonyms_AreUnderstoodInQuestions_UntilTheyAreTakenBack()
    {
        var connection = Connection();
        var schemas = Set(connection, "table,column,synonyms\npeople,,clients | members\nbills,number,folio\n", await SchemaAsync(connection));
        await using var asker = new Asker(connection) { Scope = QuestionScope.Of(connection, schemas) };
        await using var without = new Asker(connection);

        Assert.Equal("4", await asker.RowsAsync("How many clients are there?"));
        Assert.Equal("4", await asker.RowsAsync("How many MEMBERS are there?"));
        Assert.Equal("2", await asker.RowsAsync("What is the highest folio?"));
        Assert.StartsWith("Clarify", await without.RowsAsync("How many clients are there?"), StringComparison.Ordinal);
        schemas.Remove(connection);
        Assert.Empty(QuestionScope.Of(connection, schemas).Synonyms);
    }

    [Fact]
    public async Task EveryFault_IsToldWithItsLine_AndWhatWasStatedStays()
    {
        var connection = Connection();
        var schema = await SchemaAsync(connection);
        var schemas = Set(connection, Stated, schema);
        const string Wrong = """
            table,column,key,reference,description
            people,nr,first,,
            ,nr,,,
            people,,primary,,
            nobody,nr,,,
            people,age,,,How old
            bills,person,,people.age,
            bills,nr,,,once
            bills,nr,,,twice
            bills,year
            bills,number,,,"never closed
            """;

        var faults = Assert.Throws<StatedSchemaException>(() => schemas.Set(connection, Encoding.UTF8.GetBytes(Wrong), "wrong.csv", schema)).Faults;

        Assert.Equal(
            [
                (2, "\"first\" is no key; write primary, unique, unique:name or nothing."),
                (3, "The table is missing."),
                (4, "A key or a reference needs a column."),
                (5, "There is no table nobody."),
                (6, "people has no column age."),
                (7, "There is no people.age to refer to; write table.column, or a table with a key of one column."),
                (9, "bills.nr stands on line 8 already."),
                (10, "There are 2 cells here, and 5 in the first line."),
                (11, "A quotation mark is opened here and never closed."),
            ],
            faults.Select(fault => (fault.Line, fault.Message)));
        Assert.Equal(["nr"], schemas.For(connection).Find("PEOPLE")!.PrimaryKey);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("name,type\n", "\"name\" is no column of a stated schema")]
    [InlineData("table,column,table\n", "The column table stands there twice.")]
    [InlineData("table,key\n", "The column column is missing")]
    public void AHeaderThatIsNone_IsTold(string text, string why) =>
        Assert.Contains(StatedSchemaCsv.Read(text).Faults, fault => fault.Line == 1 && fault.Message.Contains(why, StringComparison.Ordinal));

    [Fact]
    public void BytesThatAreNoUtf8_AreToldWithTheirLine()
    {
        var schemas = new StatedSchemas(_folder.Path);
        byte[] file = [.. "table,column\npeople,nr\npeople,"u8, 0xFC];

        var fault = Assert.Single(Assert.Throws<StatedSchemaException>(() => schemas.Set(Connection(), file, "old.csv", new Schema { Tables = [], Fingerprint = "" })).Faults);

        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public async Task TheSchemaAsStated_HasItsKeysReferencesAndDescriptions()
    {
        var connection = Connection();
        var schema = await SchemaAsync(connection);

        var stated = Set(connection, Stated, schema).Over(connection, schema);

        var people = stated.Tables.Single(table => table.Name == "people");
        Assert.Equal(["nr"], people.PrimaryKey);
        Assert.Equal("Everybody who ever bought, or asked", people.Comment);
        Assert.Equal("Number of the person", people.Find("nr")!.Comment);
        var reference = Assert.Single(stated.Tables.Single(table => table.Name == "bills").ForeignKeys);
        Assert.Equal(("people", "nr"), (reference.ReferencedTable, reference.ReferencedColumns.Single()));
    }

    [Fact]
    public async Task WhatWasStatedOfATableThatIsGone_IsAWarningAndNotAFailure()
    {
        var connection = Connection();
        await using var talk = await Talk.StartAsync(_folder.At("data"), connection);
        Set(connection, Stated, await SchemaAsync(connection));
        _folder.Database("shop.sqlite", "DROP TABLE bills");

        Assert.Contains("Validate shop: ", (await talk.SayAsync("validate shop")).Text(), StringComparison.Ordinal);
        var warned = await Commands.Program.RunAsync(_folder.Path, "validate", "shop", "--config", Settings());
        Assert.Contains("was not used: There is no table bills.", warned.Output, StringComparison.Ordinal);
    }

    private DatabaseConnection Connection()
    {
        _folder.Database("shop.sqlite", Shop);
        return ConnectionAddress.ForFile(_folder.At("shop.sqlite")) with { Name = "shop" };
    }

    private StatedSchemas Set(DatabaseConnection connection, string csv, Schema schema)
    {
        var schemas = new StatedSchemas(_folder.At("data"));
        schemas.Set(connection, Encoding.UTF8.GetBytes(csv), "shop.csv", schema);
        return schemas;
    }

    private string Settings()
    {
        File.WriteAllText(_folder.At("settings.json"), $$"""{ "Data": "{{_folder.At("data")}}", "Connections": [ { "Name": "shop", "Address": "{{_folder.At("shop.sqlite")}}" } ] }""");
        return _folder.At("settings.json");
    }

    private static async Task<Schema> SchemaAsync(DatabaseConnection connection)
    {
        await using var services = new ServiceCollection().AddDatabase([connection]).BuildServiceProvider();
        return await services.GetRequiredService<SchemaReader>().ReadAsync(connection, CancellationToken.None);
    }
}
