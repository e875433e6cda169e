using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration;

public sealed class MigratorTests
{
    private const string Shop = """
        CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, credit DECIMAL(10,2));
        CREATE TABLE invoice (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL, note VARCHAR(200), FOREIGN KEY (customer_id) REFERENCES customer (id));
        CREATE INDEX ix_invoice_customer ON invoice (customer_id);
        INSERT INTO customer VALUES (1, 'Ann', 12.50), (2, 'Böb  ', NULL), (3, '', -0.01);
        INSERT INTO invoice VALUES (10, 1, 'a'), (11, 1, NULL), (12, 3, 'c');
        """;

    private const string Former = """
        CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, credit DECIMAL(10,2));
        CREATE TABLE invoice (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL, note VARCHAR(200), FOREIGN KEY (customer_id) REFERENCES customer (id));
        INSERT INTO customer VALUES (7, 'Old', 12.50), (2, 'Other', NULL), (3, 'Third', -0.01);
        INSERT INTO invoice VALUES (99, 7, 'old')
        """;

    public static TheoryData<string, string> Directions { get; } = new()
    {
        { "sqlite", "postgresql" }, { "sqlite", "mysql" }, { "sqlite", "sqlite" },
        { "postgresql", "sqlite" }, { "postgresql", "mysql" }, { "postgresql", "postgresql" },
        { "mysql", "sqlite" }, { "mysql", "postgresql" }, { "mysql", "mysql" },
    };

    public static TheoryData<string> Targets { get; } = new() { "sqlite", "postgresql", "mysql" };

    [SkippableTheory]
    [MemberData(nameof(Directions))]
    public async Task Rows_keys_and_references_arrive_in_every_direction(string from, string to)
    {
        await using var source = await Migrations.Engine(from).CreateAsync(Shop);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var outcome = await Migrations.MigrateAsync(source, target);
        Assert.Equal([new TableOutcome("customer", 3, 3, 0), new TableOutcome("invoice", 3, 3, 0)], outcome.Tables);
        Assert.Equal(await Migrations.AskAsync(source, "SELECT id, name FROM customer ORDER BY id"), await Migrations.AskAsync(target, "SELECT id, name FROM customer ORDER BY id"));
        Assert.Equal(await Migrations.AskAsync(source, "SELECT * FROM invoice ORDER BY id"), await Migrations.AskAsync(target, "SELECT * FROM invoice ORDER BY id"));
        if (to != "sqlite")
        {
            await Assert.ThrowsAnyAsync<Exception>(() => target.ExecuteAsync("INSERT INTO invoice VALUES (13, 99, 'orphan')"));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Values_that_do_not_fit_are_rejected_with_their_reason_and_all_else_arrives(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, day DATE, n INTEGER, positive INTEGER CHECK (positive > 0));
            WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 500) INSERT INTO t SELECT i, '2024-01-' || printf('%02d', 1 + i % 28), i, 1 FROM k;
            UPDATE t SET day = 'yesterday' WHERE id = 7;
            UPDATE t SET n = 'many' WHERE id IN (8, 9);
            PRAGMA ignore_check_constraints = ON;
            UPDATE t SET positive = -1 WHERE id IN (100, 400);
            """);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var outcome = await Migrations.MigrateAsync(source, target);
        var strict = to == "sqlite" ? 2 : 5;
        Assert.Equal(500, outcome.Tables.Single().Source);
        Assert.True(outcome.Tables.Single().Rejected >= strict, string.Join("\n", outcome.Rejects));
        Assert.Contains(outcome.Rejects, reject => reject.Reason.Contains("positive", StringComparison.Ordinal) || reject.Reason.Contains("refused", StringComparison.Ordinal));
        var rejected = await Migrations.AskAsync(target, $"SELECT {(to == "mysql" ? "`key`" : "\"key\"")} FROM _chatops_rejects");
        Assert.Contains("""{"id":"100"}""", rejected);
        Assert.Contains("""{"id":"400"}""", rejected);
        if (to != "sqlite")
        {
            Assert.Equal(["""{"id":"100"}""", """{"id":"400"}""", """{"id":"7"}""", """{"id":"8"}""", """{"id":"9"}"""], rejected.Order(StringComparer.Ordinal));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Orphans_are_rejected_and_children_of_rejected_rows_for_that_reason(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE a (id INTEGER PRIMARY KEY, day DATE);
            CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id) ON DELETE CASCADE);
            CREATE TABLE c (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id), up INTEGER REFERENCES c (id));
            INSERT INTO a VALUES (1, '2024-01-01'), (2, '2024-01-02'), (3, '2024-01-03'), (4, 'never'), (5, '2024-01-05');
            INSERT INTO b VALUES (1, 1), (2, 4), (3, NULL), (4, 77), (5, 2);
            INSERT INTO c VALUES (1, 1, NULL), (2, 2, NULL), (3, NULL, 2), (4, 5, 1), (5, 5, 3);
            """);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var outcome = await Migrations.MigrateAsync(source, target);
        if (to == "sqlite")
        {
            // There a date is a text like another, so the first row stays.
            Assert.Equal(["b", "4"], (await Migrations.AskAsync(target, "SELECT table_name, json_extract(\"row\", '$.id') FROM _chatops_rejects")).Single().Split('|'));
            return;
        }

        Assert.Equal(
            [
                new RejectCount("a", "day is not a date.", 1),
                new RejectCount("b", "a_id refers to a row of a that was rejected.", 1),
                new RejectCount("b", "a_id refers to no row of a.", 1),
                new RejectCount("c", "b_id refers to a row of b that was rejected.", 1),
                new RejectCount("c", "up refers to a row of c that was rejected.", 2),
            ],
            outcome.Rejects);
        Assert.Equal(["1", "4"], await Migrations.AskAsync(target, "SELECT id FROM c ORDER BY id"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task A_target_with_rows_is_refused_unless_it_is_said_what_to_do(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Shop);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await Migrations.WriteAsync(target, Former);
        var plan = await Migrations.PlanAsync(source, target);
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => Migrations.RunAsync(plan with { Mode = MigrationMode.Fail }, source, target, "run"));
        Assert.Contains("has rows", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["99"], await Migrations.AskAsync(target, "SELECT id FROM invoice ORDER BY id"));

        var replaced = await Migrations.MigrateAsync(source, target, new MigrationOptions { Mode = MigrationMode.Replace });
        Assert.Equal(6, replaced.Tables.Sum(table => table.Loaded));
        Assert.Equal(["10", "11", "12"], await Migrations.AskAsync(target, "SELECT id FROM invoice ORDER BY id"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Append_adds_to_what_is_there_and_rejects_what_is_there_already(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Shop);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await Migrations.WriteAsync(target, Former);
        var outcome = await Migrations.MigrateAsync(source, target, new MigrationOptions { Mode = MigrationMode.Append });
        Assert.Equal(new TableOutcome("customer", 3, 1, 2), outcome.Tables.Single(table => table.Table == "customer"));
        Assert.Equal(["1", "2", "3", "7"], await Migrations.AskAsync(target, "SELECT id FROM customer ORDER BY id"));
        Assert.Equal(["10", "11", "12", "99"], await Migrations.AskAsync(target, "SELECT id FROM invoice ORDER BY id"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task A_load_that_was_cut_off_goes_on_where_it_was_in_the_same_run_or_a_new_one(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE wide (id INTEGER PRIMARY KEY, body TEXT);
            CREATE TABLE pair (a TEXT, b INTEGER, body TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
            WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 6000) INSERT INTO wide SELECT i * 3, hex(randomblob(1000)) FROM k;
            INSERT INTO pair SELECT 'k' || (id % 7), id, body FROM wide;
            """);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var plan = await Migrations.PlanAsync(source, target);
        // As if it had many rows, so that the table is cut into slices.
        plan = plan with { Tables = [.. plan.Tables.Select(table => table with { EstimatedRows = 1_000_000 })] };
        await Migrations.Migrator.CreateAsync(plan, source.Connection, target.Connection, "first", CancellationToken.None);
        for (var cut = 0; cut < 3; cut++)
        {
            using var stop = new CancellationTokenSource();
            var after = new CutOff(stop, cut + 1);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Migrations.Migrator.CopyAsync(plan, source.Connection, target.Connection, "first", after, stop.Token));
        }

        var outcome = await Migrations.RunAsync(plan with { Mode = MigrationMode.Resume }, source, target, "second");
        Assert.All(outcome.Tables, table => Assert.Equal((6000, 6000, 0), (table.Source, table.Loaded, table.Rejected)));
        Assert.Equal(await Migrations.AskAsync(source, "SELECT id, body FROM wide ORDER BY id"), await Migrations.AskAsync(target, "SELECT id, body FROM wide ORDER BY id"));
        Assert.Equal(["6000"], await Migrations.AskAsync(target, "SELECT count(*) FROM (SELECT DISTINCT a, b FROM pair) AS keys_of_pair"));
    }

    [SkippableFact]
    public async Task Nothing_to_resume_is_said_before_anything_is_written()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Shop);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");
        var plan = await Migrations.PlanAsync(source, target);
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => Migrations.RunAsync(plan with { Mode = MigrationMode.Resume }, source, target, "run"));
        Assert.Contains("nothing to resume", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_server_that_ends_our_sessions_in_the_middle_is_waited_for()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE wide (id INTEGER PRIMARY KEY, body TEXT);
            WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 12000) INSERT INTO wide SELECT i, hex(randomblob(1000)) FROM k;
            """);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");
        var plan = await Migrations.PlanAsync(source, target);
        await Migrations.Migrator.CreateAsync(plan, source.Connection, target.Connection, "run", CancellationToken.None);
        var killer = new Killer(target, 2);
        await Migrations.Migrator.CopyAsync(plan, source.Connection, target.Connection, "run", killer, CancellationToken.None);
        Assert.Equal(2, killer.Kills);
        var outcome = await Migrations.Migrator.FinishAsync(plan, target.Connection, "run", null, CancellationToken.None);
        Assert.Equal(new TableOutcome("wide", 12000, 12000, 0), outcome.Tables.Single());
        Assert.Equal(["12000"], await Migrations.AskAsync(target, "SELECT count(DISTINCT id) FROM wide"));
    }

    [SkippableTheory]
    [InlineData("mysql", "postgresql")]
    [InlineData("postgresql", "mysql")]
    [InlineData("postgresql", "sqlite")]
    public async Task Tables_without_a_key_keep_their_duplicate_rows(string from, string to)
    {
        await using var source = await Migrations.Engine(from).CreateAsync("CREATE TABLE log (line VARCHAR(20), n INTEGER); INSERT INTO log VALUES ('a', 1), ('a', 1), (NULL, NULL), ('b', 2);");
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var outcome = await Migrations.MigrateAsync(source, target);
        Assert.Equal(new TableOutcome("log", 4, 4, 0), outcome.Tables.Single());
        Assert.Equal(["2"], await Migrations.AskAsync(target, "SELECT count(*) FROM log WHERE line = 'a'"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Counters_go_on_behind_the_largest_key(string to)
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, s VARCHAR(10)); INSERT INTO t VALUES (41, 'a'), (7, 'b');");
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await Migrations.MigrateAsync(source, target);
        await target.ExecuteAsync("INSERT INTO t (s) VALUES ('c');");
        Assert.Equal(["42"], await Migrations.AskAsync(target, "SELECT id FROM t WHERE s = 'c'"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Zero_and_negative_keys_stay_what_they_are(string to)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, s TEXT); INSERT INTO t VALUES (0, 'zero'), (-5, 'less'), (3, 'three');");
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await Migrations.MigrateAsync(source, target);
        Assert.Equal(["-5|less", "0|zero", "3|three"], await Migrations.AskAsync(target, "SELECT id, s FROM t ORDER BY id"));
    }

    [SkippableFact]
    public async Task Rows_that_become_duplicates_where_case_counts_differently_are_rejected_once_loaded()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX ux ON t (code); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c');");
        await using var target = await TestEngine.PostgreSql.CreateAsync("");
        var plan = await Migrations.PlanAsync(source, target);
        await Migrations.Migrator.CreateAsync(plan, source.Connection, target.Connection, "run", CancellationToken.None);
        // A trigger of the target's own makes two codes the same.
        await target.ExecuteAsync("CREATE FUNCTION same() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code := CASE WHEN NEW.code = ''c'' THEN ''a'' ELSE NEW.code END; RETURN NEW; END'; CREATE TRIGGER same BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION same();");
        await Migrations.Migrator.CopyAsync(plan, source.Connection, target.Connection, "run", null, CancellationToken.None);
        var outcome = await Migrations.Migrator.FinishAsync(plan, target.Connection, "run", null, CancellationToken.None);
        Assert.Equal(new TableOutcome("t", 3, 2, 1), outcome.Tables.Single());
        Assert.Contains("same code", outcome.Rejects.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_written_and_read_back_has_the_same_digest_and_the_mode_does_not_change_it()
    {
        var plan = new MigrationPlan { Source = DatabaseProvider.Sqlite, Target = DatabaseProvider.MySql, Tables = [], SourceFingerprint = "s", TargetFingerprint = "t", Views = [new ViewPlan("v", "CREATE VIEW v AS SELECT 1")] };
        Assert.Equal(PlanJson.Digest(plan), PlanJson.Digest(PlanJson.Read(PlanJson.Write(plan))));
        Assert.Equal(PlanJson.Digest(plan), PlanJson.Digest(plan with { Mode = MigrationMode.Resume, TargetFingerprint = "other" }));
        Assert.NotEqual(PlanJson.Digest(plan), PlanJson.Digest(plan with { Views = [] }));
    }

    /// <summary>Stops the work once so many batches are loaded.</summary>
    private sealed class CutOff(CancellationTokenSource stop, int batches) : IProgress<WorkProgress>
    {
        private int _left = batches;

        public void Report(WorkProgress value)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>Ends all sessions of the writer at the server, a few times.</summary>
    private sealed class Killer(TestEngineDatabase target, int times) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();

        internal int Kills { get; private set; }

        public void Report(WorkProgress value)
        {
            lock (_gate)
            {
                if (Kills < times && value.Done > 2000 * (Kills + 1))
                {
                    Kills++;
                    target.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ChatOps' AND datname = current_database()").GetAwaiter().GetResult();
                }
            }
        }
    }
}
