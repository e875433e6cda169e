using ChatOps.Database.Checks;
using ChatOps.Database.Checks.SchemaRules;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules about what only servers tell: the schema of a real file, changed as a server would have told it.</summary>
public sealed class ModelRuleTests
{
    private const string Sql = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES p, v TEXT, CHECK (v <> '')); CREATE INDEX i ON t(v); CREATE INDEX j ON t(p); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;";

    /// <summary>The rules that have their tests here and on the servers.</summary>
    internal static readonly string[] Tried =
    [
        "unvalidated-constraint", "disabled-foreign-key", "disabled-trigger", "invalid-index", "unused-index", "sequence-exhaustion", "names-differ-only-in-case",
        "incomplete-utf8", "non-transactional-table", .. ServerRuleTests.Tried,
    ];

    [Fact]
    public async Task UnvalidatedConstraint_IsNamedWithTheStatementThatValidatesIt()
    {
        Assert.Empty(await FindAsync(new UnvalidatedConstraint(), schema => schema));
        var found = await FindAsync(new UnvalidatedConstraint(), schema => Of(schema, table => table with
        {
            ForeignKeys = [table.ForeignKeys[0] with { Name = "fk", Validated = false }],
            Checks = [table.Checks[0] with { Validated = false }],
        }));
        Assert.Equal(["ALTER TABLE \"t\" VALIDATE CONSTRAINT \"fk\";", null], found.Select(finding => finding.Fix));
        Assert.All(found, finding => Assert.Equal((1, Severity.Warning), (finding.Count, finding.Severity)));
    }

    [Fact]
    public async Task ForeignKey_ThatIsSwitchedOff_IsFound()
    {
        Assert.Empty(await FindAsync(new DisabledForeignKey(), schema => schema));
        Assert.Equal(1, Assert.Single(await FindAsync(new DisabledForeignKey(), schema => Of(schema, table => table with { ForeignKeys = [table.ForeignKeys[0] with { Enforced = false }] }))).Count);
    }

    [Fact]
    public async Task Trigger_ThatIsSwitchedOff_IsFound()
    {
        Assert.Empty(await FindAsync(new DisabledTrigger(), schema => schema));
        var found = Assert.Single(await FindAsync(new DisabledTrigger(), schema => schema with { Triggers = [schema.Triggers[0] with { Enabled = false }] }));
        Assert.Equal("ALTER TABLE \"t\" ENABLE TRIGGER \"g\";", found.Fix);
    }

    [Fact]
    public async Task Index_ThatIsHalfBuilt_IsBuiltAgain()
    {
        Assert.Empty(await FindAsync(new InvalidIndex(), schema => schema));
        var found = Assert.Single(await FindAsync(new InvalidIndex(), schema => Of(schema, table => table with { Indexes = [.. table.Indexes.Select(index => index with { Valid = index.Name != "i" })] })));
        Assert.Equal("DROP INDEX \"i\";\nCREATE INDEX i ON t(v);", found.Fix);
    }

    [Theory]
    [InlineData(0, 30, true)]
    [InlineData(1, 30, false)]
    [InlineData(0, 2, false)]
    public async Task Index_ThatNobodyRead_IsFoundOnceCountingTookAWeek(long scans, int days, bool found)
    {
        var since = RuleTesting.Clock.GetUtcNow() - TimeSpan.FromDays(days);
        var findings = await FindAsync(new UnusedIndex(), schema => schema with
        {
            Statistics = schema.Statistics with { CountedSince = since, Indexes = new[] { "i", "j" }.ToDictionary(name => ("t", name), _ => new IndexUse(scans, 8192)) },
        });
        Assert.Equal(found ? ["i"] : [], findings.Select(finding => finding.Fix!.Split('"')[1]));
        Assert.All(findings, finding => Assert.Contains("since 2025-12-16, and takes 8,192 bytes", finding.Message, StringComparison.Ordinal));
        Assert.Empty(await FindAsync(new UnusedIndex(), schema => schema));
    }

    [Theory]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    public async Task Index_ThatNobodyRead_WhereNoDayIsTold_IsJudgedByTheOthers(long scans, int found) => Assert.Equal(found, (await FindAsync(new UnusedIndex(), schema => schema with
    {
        Statistics = schema.Statistics with { Indexes = new Dictionary<(string, string), IndexUse> { [("t", "i")] = new(0, 8192), [("t", "j")] = new(scans, 8192) } },
    })).Count);

    [Theory]
    [InlineData(1_610_612_734, null)]
    [InlineData(1_610_612_736, Severity.Warning)]
    [InlineData(1_932_735_283, Severity.Error)]
    public async Task Sequence_CloseToItsEnd_IsWorseTheCloserItIs(long last, Severity? severity)
    {
        var sql = Sql + "CREATE TABLE counted(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO counted VALUES (1);";
        Task<IReadOnlyList<Finding>> With(bool cycles) => FindAsync(
            new SequenceExhaustion(), schema => schema with
            {
                Sequences = [new Sequence("counted", "counted", "id") { Limit = int.MaxValue, Cycles = cycles }],
                Statistics = schema.Statistics with { Sequences = new Dictionary<string, decimal> { ["counted"] = last } },
            }, sql);
        Assert.Equal(severity, (await With(cycles: false)).SingleOrDefault()?.Severity);
        Assert.Empty(await With(cycles: true));
    }

    [Fact]
    public async Task Names_ThatDifferOnlyInCase_AreFound()
    {
        Assert.Empty(await CandidatesAsync(new NamesDifferOnlyInCase(), schema => schema));
        var columns = await CandidatesAsync(new NamesDifferOnlyInCase(), schema => Of(schema, table => table with { Columns = [.. table.Columns, table.Columns[2] with { Name = "V" }] }));
        Assert.Equal(["V"], Assert.Single(columns).Columns);
        var tables = await CandidatesAsync(new NamesDifferOnlyInCase(), schema => schema with { Tables = [.. schema.Tables, schema.Tables[0] with { Name = "P" }] });
        Assert.Equal("P", Assert.Single(tables).Table);
    }

    [Theory]
    [InlineData("utf8_general_ci", 1)]
    [InlineData("utf8mb3_bin", 1)]
    [InlineData("utf8mb4_general_ci", 0)]
    public async Task Utf8_OfThreeBytes_IsFound(string collation, int findings) =>
        Assert.Equal(findings, (await FindAsync(new IncompleteUtf8(), schema => Of(schema, table => table with { Collation = collation }))).Count);

    [Theory]
    [InlineData("MyISAM", 1)]
    [InlineData("InnoDB", 0)]
    public async Task Table_WithoutTransactions_IsFound(string engine, int findings) =>
        Assert.Equal(findings, (await FindAsync(new NonTransactionalTable(), schema => Of(schema, table => table with { Engine = engine }))).Count);

    [Fact]
    public async Task UniqueIndex_InWhichNullsCollide_LetsNoNullThrough() => Assert.Empty(await FindAsync(
        new NullableUnique(), schema => Of(schema, table => table with { Indexes = [.. table.Indexes.Select(index => index with { Unique = true, NullsNotDistinct = true })] })));

    private static Schema Of(Schema schema, Func<Table, Table> change) => schema with { Tables = [.. schema.Tables.Select(table => table.Name == "t" ? change(table) : table)] };

    private static async Task<IReadOnlyList<Finding>> FindAsync(Rule rule, Func<Schema, Schema> change, string sql = Sql) =>
        await RunAsync<IReadOnlyList<Finding>>(rule, change, sql, async (candidates, context) =>
        {
            var findings = new List<Finding>();
            foreach (var candidate in candidates)
            {
                findings.Add(Assert.IsType<Finding>(await FindingProof.ProveAsync(rule, candidate, context, CancellationToken.None)));
            }

            return findings;
        });

    private static Task<IReadOnlyList<Candidate>> CandidatesAsync(Rule rule, Func<Schema, Schema> change) =>
        RunAsync(rule, change, Sql, (candidates, _) => Task.FromResult(candidates));

    private static async Task<T> RunAsync<T>(Rule rule, Func<Schema, Schema> change, string sql, Func<IReadOnlyList<Candidate>, CheckContext, Task<T>> then)
    {
        using var database = new TestDatabase(sql);
        await using var session = await database.OpenAsync();
        var schema = change(await SchemaReader.ReadAsync(session, CancellationToken.None));
        var context = new CheckContext(session, schema, schema.Tables, RuleTesting.Clock.GetUtcNow(), []);
        return await then(
            rule is SchemaRule whole
                ? await whole.FindAsync(context, CancellationToken.None)
                : [.. schema.Tables.SelectMany(table => ((StructureRule)rule).Find(table, context))],
            context);
    }
}
