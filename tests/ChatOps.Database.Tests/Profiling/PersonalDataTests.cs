using ChatOps.Database.Checks;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Profiling;

public sealed class PersonalDataTests
{
    private const string Script = """
        CREATE TABLE people(id INTEGER PRIMARY KEY, reach TEXT, first_name TEXT, email_verified INTEGER, mail_sent_at TEXT, birth_date TEXT, phone INTEGER, city TEXT);
        WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 30)
        INSERT INTO people SELECT n, 'p' || n || '@example.org', 'Ann', n % 2, '2024-01-0' || (1 + n % 9), '1990-02-0' || (1 + n % 9), 4915100000 + n, 'Ulm' FROM s;
        """;

    private static readonly string[] Personal = ["reach", "first_name", "birth_date", "phone"];

    [Fact]
    public async Task Profile_MarksPersonalColumns_AndNoOthers()
    {
        using var database = new TestDatabase(Script);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Equal(Personal, profile.Tables[0].Columns.Where(column => column.Pii is not null).Select(column => column.Name));
        Assert.Equal("e-mail addresses (100 % of the texts)", profile.Tables[0].Columns[1].Pii);
    }

    [Fact]
    public async Task DataCheck_MarksTheSameColumns()
    {
        using var database = new TestDatabase(Script);
        var result = await new DataChecker(TestDatabase.Access, TimeProvider.System).CheckAsync(database.Connection, new CheckOptions(), null, CancellationToken.None);
        Assert.Equal(Personal, result.Personal.Select(column => column.Column));
    }

    [Fact]
    public async Task SchemaCheck_MarksWhatNamesAloneTell()
    {
        using var database = new TestDatabase(Script);
        var result = await new SchemaValidator(TestDatabase.Access, TimeProvider.System).ValidateAsync(database.Connection, new CheckOptions(), null, CancellationToken.None);
        Assert.Contains(result.Personal, column => column.Column == "birth_date");
        Assert.DoesNotContain(result.Personal, column => column.Column is "reach" or "city");
    }
}
