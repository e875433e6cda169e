using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>A migrated database compared by the plan that made it: its names, its condition, its rejected rows.</summary>
public sealed class PlannedTests
{
    private const string Source = """
        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born DATE, kept INTEGER NOT NULL);
        INSERT INTO people VALUES (1, 'Ada', '1815-12-10', 1), (2, 'Bob', 'unknown', 1), (3, 'Cy', NULL, 0), (4, 'Di', '2000-01-01', 1), (5, 'Ed', 'later', 1);
        CREATE TABLE lines (text TEXT, n INTEGER);
        INSERT INTO lines VALUES ('a', 1), ('a', 1), ('bad', NULL), ('bad', NULL), ('b', 2);
        """;

    private const string Target = """
        CREATE TABLE persons (id bigint PRIMARY KEY, "fullName" text, born date, kept bigint);
        INSERT INTO persons VALUES (1, 'Ada', '1815-12-10', 1), (4, 'Di', '2000-01-01', 1);
        CREATE TABLE lines (text text, n bigint);
        INSERT INTO lines VALUES ('b', 2), ('a', 1), ('a', 1), ('bad', NULL);
        CREATE TABLE _chatops_rejects (run text, table_name text, key text, reason text, row text);
        INSERT INTO _chatops_rejects VALUES
        ('r1', 'people', '{"id":"2"}', 'born is not a date', '{"id":"2","name":"Bob","born":"unknown","kept":"1"}'),
        ('r1', 'people', '{"id":"5"}', 'born is not a date', '{"id":"5","name":"Ed","born":"later","kept":"1"}'),
        ('r0', 'people', '{"id":"4"}', 'of another migration', '{}'),
        ('r1', 'lines', '{}', 'n is not there', '{"n":null,"text":"bad"}');
        """;

    [SkippableFact]
    public async Task RejectedRows_AreAccountedFor_AndTheConditionAndNamesOfThePlanHold()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Source);
        await using var target = await TestEngine.PostgreSql.CreateAsync(Target);
        var plan = await PlanAsync(source, target);

        var result = await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Plan = plan, Run = "r1" });

        Assert.Empty(VerifierTesting.Lines(result));
        Assert.Equal([("people", 4L, 2L, 2L), ("lines", 5L, 4L, 1L)], result.Tables.Select(table => (table.Name, table.Source, table.Target, table.Rejected)));
        Assert.True(result.Identical);
        Assert.All(result.Tables, table => Assert.Equal(table.SourceChecksum, table.TargetChecksum));
    }

    [SkippableFact]
    public async Task WithoutTheRun_RejectedRowsAreMissing()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Source);
        await using var target = await TestEngine.PostgreSql.CreateAsync(Target);

        var result = await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Plan = await PlanAsync(source, target) });

        Assert.Equal(
            ["lines Missing {\"text\":\"bad\",\"n\":null}", "people Missing {\"id\":\"2\"}", "people Missing {\"id\":\"5\"}"], VerifierTesting.Lines(result).Order(StringComparer.Ordinal));
        Assert.False(result.Identical);
    }

    [SkippableFact]
    public async Task TheTargetsChecksum_IsTheSame_FromTheTargetAlone()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Source);
        await using var target = await TestEngine.PostgreSql.CreateAsync(Target);
        var plan = await PlanAsync(source, target);
        var verifier = new Verifier(VerifierTesting.Access);

        var result = await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Plan = plan, Run = "r1" });
        var alone = new List<string>();
        foreach (var table in plan.Tables)
        {
            alone.Add(await verifier.ChecksumAsync(target.Connection, table, CancellationToken.None));
        }

        await target.ExecuteAsync("UPDATE persons SET \"fullName\" = 'Ada ' WHERE id = 1;");

        Assert.Equal(result.Tables.Select(table => table.TargetChecksum), alone);
        Assert.NotEqual(alone[0], await verifier.ChecksumAsync(target.Connection, plan.Tables[0], CancellationToken.None));
    }

    [SkippableFact]
    public async Task ATableThatIsGone_IsNotCompared_AndHasNoChecksum()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Source);
        await using var target = await TestEngine.PostgreSql.CreateAsync(Target);
        var plan = await PlanAsync(source, target);
        await target.ExecuteAsync("DROP TABLE persons; ALTER TABLE lines DROP COLUMN n;");

        var result = await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Plan = plan, Run = "r1" });
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => new Verifier(VerifierTesting.Access).ChecksumAsync(target.Connection, plan.Tables[0], CancellationToken.None));

        Assert.Equal(
            ["The target has no table 'persons'.", "The plan has 'n', which one side has no longer."],
            result.Tables.OrderByDescending(table => table.Name, StringComparer.Ordinal).Select(table => table.NotCompared));
        Assert.Equal($"'{target.Connection.Name}' has no table 'persons' any more. Its rows were not compared.", refused.Message);
        Assert.False(result.Identical);
    }

    /// <summary>As a planner would write it: people with a condition and other names, lines as they are.</summary>
    private static async Task<MigrationPlan> PlanAsync(TestEngineDatabase source, TestEngineDatabase target)
    {
        var reader = new SchemaReader(VerifierTesting.Access);
        var (from, to) = (await reader.ReadAsync(source.Connection, CancellationToken.None), await reader.ReadAsync(target.Connection, CancellationToken.None));
        return new MigrationPlan
        {
            Source = DatabaseProvider.Sqlite,
            Target = DatabaseProvider.PostgreSql,
            SourceFingerprint = from.Fingerprint,
            TargetFingerprint = to.Fingerprint,
            Tables = [Plan(from, "people", to, "persons") with { Where = "kept = 1" }, Plan(from, "lines", to, "lines")],
        };
    }

    private static TablePlan Plan(Schema from, string source, Schema to, string target)
    {
        var (one, other) = (from.Tables.Single(table => table.Name == source), to.Tables.Single(table => table.Name == target));
        return new TablePlan(one, other, [.. one.Columns.Zip(other.Columns, (left, right) =>
        {
            var type = SampleTable.DialectOf(DatabaseProvider.PostgreSql).Types.Read(right);
            return new ColumnPlan(left, right, type, type, "It is the same.");
        })]);
    }
}
