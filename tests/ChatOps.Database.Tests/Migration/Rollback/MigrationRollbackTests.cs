using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using static ChatOps.Database.Tests.Migration.Rollback.RollbackTesting;

namespace ChatOps.Database.Tests.Migration.Rollback;

public sealed class MigrationRollbackTests
{
    private static readonly string[] Ledger = ["_chatops_migrations", "_chatops_progress", "_chatops_rejects"];

    public static TheoryData<string> Targets => MigratorTests.Targets;

    public static TheoryData<string, string> Directions => MigratorTests.Directions;

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Rollback_LeavesTheTargetAsItWasBefore(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own);
        var before = await SchemaAsync(target);
        await MigrateAsync(target, "run-1");

        var plan = await PlanAsync(target);
        Assert.Equal(("run-1", 0), (plan.Run, plan.Obstacles.Count));
        Assert.Equal([("customer", 3L), ("invoice", 3L)], plan.Tables);
        await RollBackAsync(target, plan);

        Assert.Equal(before.Fingerprint, (await SchemaAsync(target)).Fingerprint);
        Assert.Equal(["1|kept"], await Migrations.AskAsync(target, "SELECT id, note FROM own"));
    }

    [SkippableTheory]
    [MemberData(nameof(Directions))]
    public async Task NothingStandsInTheWay_WhateverTypesTheMigrationMade(string from, string to)
    {
        await using var source = await Migrations.Engine(from).CreateAsync("""
            CREATE TABLE wide (id INTEGER NOT NULL PRIMARY KEY, v VARCHAR(40) NOT NULL, d DECIMAL(10,2) DEFAULT 1.5, day DATE, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, r DOUBLE PRECISION, f REAL, b BOOLEAN DEFAULT TRUE, s SMALLINT CHECK (s > 0), c CHAR(5) DEFAULT 'x', tx TEXT, tm TIME, n BIGINT);
            CREATE UNIQUE INDEX ux ON wide (v);
            CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, wide_id INTEGER NOT NULL, FOREIGN KEY (wide_id) REFERENCES wide (id) ON DELETE CASCADE);
            INSERT INTO wide (id, v) VALUES (1, 'a'), (2, 'b');
            INSERT INTO child VALUES (1, 1);
            """);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await Migrations.MigrateAsync(source, target);

        var plan = await PlanAsync(target);

        Assert.Empty(plan.Obstacles);
        await RollBackAsync(target, plan);
        Assert.Empty(await NamesAsync(target));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Rollback_CutOffAfterAnyStatement_IsFinishedByTheNextAttempt(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own);
        await MigrateAsync(target, "run");
        var statements = (await PlanAsync(target)).Statements.Count;

        // As the ledger's own tables go last, the last attempts find no record and have nothing to do.
        for (var cut = 0; cut <= statements; cut++)
        {
            var plan = await PlanAsync(target);
            foreach (var statement in plan.Statements.Take(cut))
            {
                await target.ExecuteAsync(statement + ";");
            }

            await RollBackAsync(target, plan);
            Assert.Equal(["own", "own_view"], (await NamesAsync(target)).Except(Ledger.Take(2)));
            await target.ExecuteAsync(string.Concat(Ledger.Select(table => $"DROP TABLE IF EXISTS {table};")));
            await MigrateAsync(target, "run");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task TablesThatReferToEachOther_GoToo(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await MigrateAsync(target, "run", MigrationMode.Fail, """
            CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id));
            CREATE TABLE b (id INTEGER PRIMARY KEY, c_id INTEGER REFERENCES c (id));
            CREATE TABLE c (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id), self INTEGER REFERENCES c (id));
            INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1, 1); INSERT INTO c VALUES (1, 1, 1);
            """);

        await RollBackAsync(target, await PlanAsync(target));

        Assert.Empty(await NamesAsync(target));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task MigrationThatWasCutOff_CanBeTakenBack(string to)
    {
        await using var source = await Migrations.Engine("sqlite").CreateAsync(Shop);
        await using var target = await Migrations.Engine(to).CreateAsync(Own);
        var plan = await Migrations.PlanAsync(source, target);
        await Migrations.Migrator.CreateAsync(plan, source.Connection, target.Connection, "cut", CancellationToken.None);

        var rollback = await PlanAsync(target);

        Assert.Empty(rollback.Obstacles);
        await RollBackAsync(target, rollback);
        Assert.Equal(["own", "own_view"], await NamesAsync(target));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task OneOfTwoMigrations_LeavesTheOtherAndItsRecord(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await MigrateAsync(target, "first");
        await MigrateAsync(target, "second", MigrationMode.Fail, "CREATE TABLE other (id INTEGER PRIMARY KEY); INSERT INTO other VALUES (5);");

        await RollBackAsync(target, await PlanAsync(target, "first"));

        Assert.Equal([.. Ledger, "other"], await NamesAsync(target));
        Assert.Equal(["second"], await Migrations.AskAsync(target, "SELECT run FROM _chatops_migrations"));
        Assert.Equal(["other"], await Migrations.AskAsync(target, "SELECT DISTINCT table_name FROM _chatops_progress"));
        Assert.Equal("second", (await PlanAsync(target)).Run);
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task TargetWithoutARecord_SaysThatThereIsNothingToTakeBack(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => PlanAsync(target));

        Assert.Equal(DatabaseProblem.NotFound, refusal.Problem);
        Assert.Contains("so there is nothing to take back. Nothing was changed.", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task View_ThatWasThereBefore_Stays(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own + "CREATE VIEW names AS SELECT note AS name FROM own;");
        await MigrateAsync(target, "run");

        await RollBackAsync(target, await PlanAsync(target));

        Assert.Equal(["names", "own", "own_view"], await NamesAsync(target));
    }
}
