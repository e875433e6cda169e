using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Migration.Fixes;

public sealed class FixOnTheWayTests
{
    private const string Source = """
        CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT, name TEXT, born DATE, score INTEGER, seen TEXT);
        CREATE TABLE visit (id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES person (id), note TEXT);
        INSERT INTO person VALUES
          (1, 'a@x.org', '  Ann ', '31.12.1999', '1,234.5', '2024-01-01'),
          (2, 'b@x.org', 'Bob', '1980-05-06', 7, '2024-01-01'),
          (3, 'a@x.org', 'Ann the second', NULL, 9, '2024-02-01'),
          (4, NULL, NULL, '2001-01-01', ' 12 ', '2024-01-01'),
          (5, NULL, 'Eve', '2001-01-02', 5, '2024-01-01');
        INSERT INTO visit VALUES (1, 1, 'x'), (2, 2, NULL), (3, 77, 'lost'), (4, NULL, 'free');
        """;

    private const string Choices = """
        tables:
          person:
            deduplicate: { columns: [email], keep: seen }
            columns:
              name: { trim: true, default: unknown }
              born: { cast: true }
              score: { cast: true, trim: true }
          visit:
            orphans: drop
            columns:
              note: { default: "-" }
        """;

    [SkippableTheory]
    [InlineData("postgresql")]
    [InlineData("mysql")]
    public async Task Chosen_fixes_happen_between_source_and_target_and_the_comparison_knows_them(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Source);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var options = new MigrationOptions { Overrides = OverrideFile.Parse(Choices, "choices.yaml") };
        var plan = await Migrations.PlanAsync(source, target, options);
        Assert.Contains(plan.Notes, note => note.Kind == NoteKind.Changed && note.Message.Contains("NULL becomes 'unknown'", StringComparison.Ordinal));
        var outcome = await Migrations.RunAsync(plan, source, target, "run");

        // 1,234.5 is no whole number even once it is a number, and of the two with the same address the later stays.
        Assert.Equal(new TableOutcome("person", 5, 4, 1), outcome.Tables.Single(table => table.Table == "person"));
        Assert.Equal(new TableOutcome("visit", 3, 2, 1), outcome.Tables.Single(table => table.Table == "visit"));
        Assert.Equal(
            ["Another row has the same email and the larger seen; only that one was kept, as was chosen.", "person_id refers to a row of person that was rejected."],
            outcome.Rejects.Select(reject => reject.Reason));
        Assert.Equal(["2|Bob|7", "3|Ann the second|9", "4|unknown|12", "5|Eve|5"], await Migrations.AskAsync(target, "SELECT id, name, score FROM person ORDER BY id"));
        Assert.Equal(["2|-", "4|free"], await Migrations.AskAsync(target, "SELECT id, note FROM visit ORDER BY id"));
        Assert.Equal(["  Ann "], await Migrations.AskAsync(source, "SELECT name FROM person WHERE id = 1"));

        var verification = await new Verifier(Migrations.Access).VerifyAsync(source.Connection, target.Connection, new VerificationOptions { Plan = plan, Run = "run" }, null, CancellationToken.None);
        Assert.True(verification.Identical, string.Join("\n", verification.Tables.SelectMany(table => table.Differences)));
        Assert.Equal(2, verification.Tables.Sum(table => table.Rejected));
    }

    [SkippableFact]
    public async Task Duplicates_of_rows_that_cannot_be_told_apart_are_refused_before_anything_is_done()
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE log (line VARCHAR(20))");
        await using var target = await TestEngine.Sqlite.CreateAsync("");
        var options = new MigrationOptions { Overrides = OverrideFile.Parse("tables: { log: { deduplicate: { columns: line } } }", "choices.yaml") };
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => Migrations.PlanAsync(source, target, options));
        Assert.Contains("no primary key", refused.Message, StringComparison.Ordinal);
    }
}
