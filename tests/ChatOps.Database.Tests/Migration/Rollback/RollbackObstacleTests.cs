using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Verification;
using static ChatOps.Database.Tests.Migration.Rollback.RollbackTesting;

namespace ChatOps.Database.Tests.Migration.Rollback;

public sealed class RollbackObstacleTests
{
    private static readonly string[] Made = ["_chatops_migrations", "_chatops_progress", "_chatops_rejects", "customer", "invoice", "names", "own", "own_view"];

    public static TheoryData<string> Targets => MigratorTests.Targets;

    /// <summary>The engine, what somebody does after the migration, and what the refusal says of it.</summary>
    public static TheoryData<string, string, string> Changes
    {
        get
        {
            var changes = new TheoryData<string, string, string>();
            foreach (var to in new[] { "sqlite", "postgresql", "mysql" })
            {
                changes.Add(to, "INSERT INTO customer VALUES (4, 'New');", "customer has 4 rows now, and the migration put 3 there.");
                changes.Add(to, "DELETE FROM invoice WHERE id = 11;", "invoice has 2 rows now, and the migration put 3 there.");
                changes.Add(to, "ALTER TABLE customer ADD COLUMN phone VARCHAR(20);", "The table customer was changed since the migration: it has the new column phone.");
                changes.Add(to, "CREATE INDEX mine ON invoice (up, id);", "it has the new index mine.");
                changes.Add(to, "CREATE TABLE theirs (id INTEGER NOT NULL PRIMARY KEY, customer_id BIGINT, FOREIGN KEY (customer_id) REFERENCES customer (id));", "The table theirs, which the migration did not make, refers to one that it made.");
                changes.Add(to, "CREATE VIEW theirs AS SELECT id FROM invoice;", "The view theirs, which the migration did not make, reads invoice.");
                changes.Add(to, "CREATE VIEW theirs AS SELECT name FROM names;", "The view theirs, which the migration did not make, reads names.");
                changes.Add(to, TriggerOn(to, "customer"), "it has the trigger watch.");
            }

            changes.Add("postgresql", "DROP VIEW names; ALTER TABLE customer ALTER COLUMN name TYPE VARCHAR(50);", "it has another type of name.");
            changes.Add("mysql", "ALTER TABLE customer MODIFY name VARCHAR(50) NOT NULL;", "it has another type of name.");
            changes.Add("postgresql", "ALTER TABLE invoice DROP COLUMN up;", "it has no column up any more.");
            changes.Add("postgresql", "ALTER TABLE customer ADD CHECK (id > 0);", "it has a new condition.");
            changes.Add("sqlite", "CREATE TRIGGER watch AFTER INSERT ON own BEGIN INSERT INTO customer VALUES (new.id, new.note); END;", "The trigger watch of own uses customer.");
            return changes;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Changes))]
    public async Task ChangeByOthers_StandsInTheWay_AndNothingIsDropped(string to, string change, string expected)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own);
        await MigrateAsync(target, "run");
        var decided = await PlanAsync(target);
        await target.ExecuteAsync(change);
        var before = await SchemaAsync(target);

        var refusal = await RefusalAsync(target, decided);

        Assert.Contains("is not taken back, and nothing was dropped.", refusal, StringComparison.Ordinal);
        Assert.Contains(expected, refusal, StringComparison.Ordinal);
        Assert.Contains((await PlanAsync(target)).Obstacles, obstacle => obstacle.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(before.Fingerprint, (await SchemaAsync(target)).Fingerprint);
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task RowsAddedToWhatWasThere_CannotBeToldApart_AndTheFirstMigrationWaitsForTheLater(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await MigrateAsync(target, "first", MigrationMode.Fail, Shop);
        await MigrateAsync(target, "later", MigrationMode.Append, "CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE); INSERT INTO customer VALUES (50, 'Zoe');");

        var (later, first) = (await PlanAsync(target), await PlanAsync(target, "first"));

        Assert.Contains("added rows to tables that were there before (customer), and they cannot be told apart from the others. Restore the backup", Assert.Single(later.Obstacles), StringComparison.Ordinal);
        Assert.Contains("The later migration later went into the same tables. Roll that one back first.", first.Obstacles);
        await RefusalAsync(target, later);
        await RefusalAsync(target, first);
        Assert.Equal(["4"], await Migrations.AskAsync(target, "SELECT count(*) FROM customer"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task TablesThatWereReplaced_DoNotComeBack_SoNothingIsDropped(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync("");
        await MigrateAsync(target, "first", MigrationMode.Fail, Shop);
        await MigrateAsync(target, "later", MigrationMode.Replace, Shop);

        var refusal = await RefusalAsync(target, await PlanAsync(target));

        Assert.Contains("what it dropped would not come back. Restore the backup", refusal, StringComparison.Ordinal);
        Assert.Equal(["3"], await Migrations.AskAsync(target, "SELECT count(*) FROM customer"));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task RowThatWasChanged_StandsInTheWay_WhereTheVerificationIsKnown(string to)
    {
        await using var source = await Migrations.Engine("sqlite").CreateAsync(Shop);
        await using var target = await Migrations.Engine(to).CreateAsync("");
        var migrated = await Migrations.PlanAsync(source, target);
        await Migrations.RunAsync(migrated, source, target, "run");
        var verified = await new Verifier(Migrations.Access).VerifyAsync(source.Connection, target.AsOwner, new VerificationOptions { Plan = migrated, Run = "run" }, null, CancellationToken.None);
        var checksums = verified.Tables.ToDictionary(table => table.Name, table => table.TargetChecksum);
        var plan = await RollbackTesting.Rollback.PlanAsync(target.Connection, "run", checksums, CancellationToken.None);
        Assert.Empty(plan.Obstacles);

        await target.ExecuteAsync("UPDATE customer SET name = 'ann' WHERE id = 1;");

        var refusal = await RefusalAsync(target, plan);
        Assert.Contains("Rows of customer were changed since the migration was verified.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", refusal, StringComparison.Ordinal);
        await target.ExecuteAsync("UPDATE customer SET name = 'Ann' WHERE id = 1;");
        await RollBackAsync(target, plan);
        Assert.Empty(await NamesAsync(target));
    }

    [SkippableTheory]
    [MemberData(nameof(Targets))]
    public async Task Writer_InTheMiddleOfHisTransaction_IsWaitedFor_AndThenHeCounts(string to)
    {
        await using var target = await Migrations.Engine(to).CreateAsync(Own);
        await MigrateAsync(target, "run");
        var plan = await PlanAsync(target);
        var patient = target.Connection with { Limits = new ConnectionLimits { LockTimeout = TimeSpan.FromSeconds(1) } };
        await using (var other = await Migrations.Access.OpenWriterAsync(target.Connection, CancellationToken.None))
        {
            await other.ExecuteAsync("INSERT INTO customer VALUES (4, 'New')", null, CancellationToken.None);
            var busy = await Assert.ThrowsAsync<DatabaseException>(() => RollbackTesting.Rollback.RollBackAsync(patient, plan, CancellationToken.None));
            Assert.True(busy.IsTransient, busy.Message);
            await other.CommitAsync(CancellationToken.None);
        }

        Assert.Contains("customer has 4 rows now", await RefusalAsync(target, plan), StringComparison.Ordinal);
        Assert.Equal(Made, await NamesAsync(target));
    }

    private static string TriggerOn(string engine, string table) => engine switch
    {
        "sqlite" => $"CREATE TRIGGER watch AFTER INSERT ON {table} BEGIN SELECT 1; END;",
        "mysql" => $"CREATE TRIGGER watch BEFORE INSERT ON {table} FOR EACH ROW SET new.id = new.id;",
        _ => $"CREATE FUNCTION watched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; CREATE TRIGGER watch BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION watched();",
    };
}
