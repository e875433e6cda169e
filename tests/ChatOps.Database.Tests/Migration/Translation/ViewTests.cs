using System.Globalization;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Migration.Planning;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Translation;

/// <summary>A view that is carried over shows the same rows; one that would not is left out.</summary>
public sealed class ViewTests
{
    private const string Rows = """
        INSERT INTO p VALUES (1, 'Ann', 5, 1), (2, 'bob', NULL, 0), (3, 'Åke', 7, 1), (4, 'x@y', -7, 0);
        INSERT INTO c VALUES (1, 1, 10, 'new'), (2, 1, 3, 'old'), (3, 3, 8, 'new'), (4, NULL, 1, 'old'), (5, 4, 8, NULL);
        """;

    private const string Tables = """
        CREATE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, n INT, flag BOOLEAN NOT NULL);
        CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p(id), q INT NOT NULL, state VARCHAR(5));
        """;

    public static TheoryData<string, bool> Views => new()
    {
        { "SELECT * FROM p WHERE flag", true },
        { "SELECT p.name, c.q * 2 + 1 AS twice FROM p JOIN c ON c.p = p.id WHERE c.state IN ('new', 'x') AND NOT flag = 0", true },
        { "SELECT p.name || '-' || coalesce(c.state, '?') AS label FROM p LEFT JOIN c ON c.p = p.id", true },
        { "SELECT state, count(*) AS n, sum(q) AS s, max(q) AS m, count(DISTINCT p) AS d FROM c GROUP BY state HAVING count(*) > 1", true },
        { "SELECT CASE WHEN n IS NULL THEN 'none' WHEN n < 0 THEN 'less' ELSE 'more' END AS how, n / 2 AS half, n % 3 AS rest FROM p", true },
        { "SELECT name FROM p UNION SELECT state FROM c WHERE state IS NOT NULL ORDER BY 1", true },
        { "SELECT t.s AS s FROM (SELECT p, sum(q) AS s FROM c GROUP BY p) AS t WHERE t.s > 5", true },
        { "SELECT lower(name) AS l, length(name) AS n, replace(name, 'b', 'c') AS r, substr(name, 2, 1) AS s FROM p WHERE name LIKE '%@%' OR id BETWEEN 1 AND 2", true },
        { "SELECT a.id AS one, b.id AS other FROM p a, p b WHERE a.id < b.id AND a.flag = b.flag", true },
        { "SELECT state AS state, q AS q FROM c GROUP BY state", false },
        { "SELECT name FROM p LIMIT 2", false },
        { "SELECT group_concat(name) AS names FROM p", false },
        { "SELECT avg(q) AS a FROM c", false },
        { "SELECT id FROM p WHERE id IN (SELECT p FROM c)", false },
        { "SELECT name + n AS odd FROM p", false },
        { "SELECT name FROM p WHERE name > 'a'", false },
        { "SELECT row_number() OVER (ORDER BY id) AS n FROM p", false },
        { "WITH x AS (SELECT 1 AS one) SELECT one FROM x", false },
    };

    [SkippableTheory]
    [MemberData(nameof(Views))]
    public async Task AView_ShowsTheSameRowsInEveryEngine(string view, bool isCarried)
    {
        using var source = new TestDatabase($"{Tables}{Rows}CREATE VIEW v AS {view};");
        var expected = isCarried ? await RowsAsync(source.Connection) : [];
        foreach (var engine in new[] { TestEngine.PostgreSql, TestEngine.MySql })
        {
            await using var target = await engine.CreateAsync("");
            var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);
            await PlanTesting.MakeAsync(plan, target);
            await target.ExecuteAsync(engine == TestEngine.PostgreSql ? Rows.Replace(", 1)", ", true)", StringComparison.Ordinal).Replace(", 0)", ", false)", StringComparison.Ordinal) : Rows);

            Assert.Equal(isCarried ? 1 : 0, plan.Views.Count);
            Assert.Equal(isCarried ? 0 : 1, plan.Notes.Count(note => note.Kind == NoteKind.NotCarried));
            Assert.Equal(expected, isCarried ? await RowsAsync(target.AsOwner) : []);
        }
    }

    /// <summary>Sorted here, since each engine sorts in its own way; truth values are numbers in two of them.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(ChatOps.Database.Connections.DatabaseConnection connection)
    {
        await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
        var rows = new List<string>();
        await session.EachAsync("SELECT * FROM v", row => rows.Add(string.Join('|', row.GetValues().Select(value => value is bool flag ? (flag ? "1" : "0") : Convert.ToString(value, CultureInfo.InvariantCulture)))), CancellationToken.None);
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
