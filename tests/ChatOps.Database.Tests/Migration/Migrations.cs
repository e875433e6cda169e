using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration;

/// <summary>Migrations from test database to test database.</summary>
internal static class Migrations
{
    internal static DatabaseAccess Access { get; } = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect(), new MySqlDialect()]);

    internal static Migrator Migrator { get; } = new(Access, TimeProvider.System);

    internal static TestEngine Engine(string name) => name switch
    {
        "sqlite" => TestEngine.Sqlite,
        "postgresql" => TestEngine.PostgreSql,
        _ => TestEngine.MySql,
    };

    internal static Task<MigrationPlan> PlanAsync(TestEngineDatabase source, TestEngineDatabase target, MigrationOptions? options = null) =>
        new MigrationPlanner(Access).PlanAsync(source.Connection, target.Connection, options ?? new MigrationOptions(), null, CancellationToken.None);

    internal static async Task<MigrationOutcome> MigrateAsync(TestEngineDatabase source, TestEngineDatabase target, MigrationOptions? options = null)
    {
        var plan = await PlanAsync(source, target, options);
        Assert.DoesNotContain(plan.Notes, note => note.Kind == NoteKind.Error);
        return await RunAsync(plan, source, target, Guid.NewGuid().ToString("N"));
    }

    internal static async Task<MigrationOutcome> RunAsync(MigrationPlan plan, TestEngineDatabase source, TestEngineDatabase target, string run)
    {
        await Migrator.CreateAsync(plan, source.Connection, target.Connection, run, CancellationToken.None);
        await Migrator.CopyAsync(plan, source.Connection, target.Connection, run, null, CancellationToken.None);
        var outcome = await Migrator.FinishAsync(plan, target.Connection, run, null, CancellationToken.None);
        Assert.All(outcome.Tables, table => Assert.Equal(table.Source, table.Loaded + table.Rejected));
        return outcome;
    }

    /// <summary>Runs statements as the writer, so that what they make is the writer's own.</summary>
    internal static async Task WriteAsync(TestEngineDatabase database, string script)
    {
        await using var writer = await Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        foreach (var statement in script.Split(';'))
        {
            await writer.ExecuteAsync(statement, null, CancellationToken.None);
        }

        await writer.CommitAsync(CancellationToken.None);
    }

    /// <summary>The answers of the target, each row joined with a bar.</summary>
    internal static async Task<IReadOnlyList<string>> AskAsync(TestEngineDatabase database, string sql)
    {
        await using var writer = await Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        return [.. (await writer.QueryAsync(sql, null, CancellationToken.None)).Select(row => string.Join("|", row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))];
    }
}
