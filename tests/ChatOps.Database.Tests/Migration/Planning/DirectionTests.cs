using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>A schema with everything in it, from every engine into every engine.</summary>
public sealed class DirectionTests
{
    public static TheoryData<DatabaseProvider, DatabaseProvider> Directions
    {
        get
        {
            var directions = new TheoryData<DatabaseProvider, DatabaseProvider>();
            foreach (var source in Enum.GetValues<DatabaseProvider>())
            {
                foreach (var target in Enum.GetValues<DatabaseProvider>())
                {
                    directions.Add(source, target);
                }
            }

            return directions;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Directions))]
    public async Task WhatIsPlanned_IsWhatTheTargetThenHas(DatabaseProvider from, DatabaseProvider to)
    {
        await using var source = await Engine(from).CreateAsync(Script(from));
        await using var target = await Engine(to).CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);
        var made = await PlanTesting.MakeAsync(plan, target);

        Assert.DoesNotContain(plan.Notes, note => note.Kind is NoteKind.Error or NoteKind.Reject);
        Assert.Equal("totals", Assert.Single(made.Views).Name);
        Assert.Empty(Differences(Planned(plan, made), made));
    }

    /// <summary>What the first target is then goes to a second one of its own engine without any loss.</summary>
    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.MySql)]
    public async Task TheSameEngine_GetsTheSameSchemaToTheLetter(DatabaseProvider engine)
    {
        await using var source = await Engine(engine).CreateAsync(Script(engine));
        await using var target = await Engine(engine).CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);
        var made = await PlanTesting.MakeAsync(plan, target);

        Assert.Empty(plan.Notes);
        Assert.Empty(Differences(Unspelled(await PlanTesting.ReadAsync(source)), Unspelled(made)));
    }

    /// <summary>As far as the engine in between can hold it; whatever it cannot is a note of one of the two ways.</summary>
    [SkippableTheory]
    [MemberData(nameof(Directions))]
    public async Task ThereAndBack_DiffersOnlyWhereANoteSaysSo(DatabaseProvider from, DatabaseProvider between)
    {
        if (from == between)
        {
            return;
        }

        await using var first = await Engine(from).CreateAsync(Script(from));
        await using var second = await Engine(between).CreateAsync("");
        await using var third = await Engine(from).CreateAsync("");

        var there = await PlanTesting.PlanAsync(first.AsOwner, second.AsOwner);
        await PlanTesting.MakeAsync(there, second);
        var back = await PlanTesting.PlanAsync(second.AsOwner, third.AsOwner);
        var made = await PlanTesting.MakeAsync(back, third);

        var noted = there.Notes.Concat(back.Notes).ToList();
        var silent = SchemaComparison.Compare(Unspelled(await PlanTesting.ReadAsync(first)), Unspelled(made)).Changes
            .Where(change => !noted.Exists(note => IsAbout(note, change))).Select(change => change.Message);
        Assert.Empty(silent);
    }

    private static bool IsAbout(MigrationNote note, SchemaChange change) =>
        change.Rule == "table-storage-changed" ? note.Message.Contains("collations", StringComparison.Ordinal)
        : note.Message.Contains(change.Table, StringComparison.Ordinal)
            && (change.Columns.Count == 0 ? note.Message.Contains("comments", StringComparison.Ordinal) || note.Message.Contains("an expression", StringComparison.Ordinal) : change.Columns.Any(column => note.Message.Contains(column, StringComparison.Ordinal)) || note.Message.Contains("comments", StringComparison.Ordinal) && change.Rule.Contains("comment", StringComparison.Ordinal));

    /// <summary>An engine spells an expression in its own way, even one that it has spelled itself before; the columns that it is about stay.</summary>
    private static Schema Unspelled(Schema schema) => schema with
    {
        Tables =
        [
            .. schema.Tables.Select(table => table with
            {
                Checks = [.. table.Checks.Select(check => check with { Expression = string.Join(' ', check.Columns) })],
                Indexes = [.. table.Indexes.Select(index => index.Columns.Contains(null) || index.Partial ? index with { Sql = null } : index)],
            }),
        ],
        Views = [.. schema.Views.Select(view => view with { Sql = "" })],
    };

    private static Schema Planned(MigrationPlan plan, Schema made) => made with { Provider = null, Tables = [.. plan.Tables.Select(table => table.Target).OrderBy(table => table.Name, StringComparer.Ordinal)] };

    private static IEnumerable<string> Differences(Schema before, Schema after) => SchemaComparison.Compare(before, after).Changes.Select(change => change.Message);

    private static TestEngine Engine(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => TestEngine.Sqlite,
        DatabaseProvider.PostgreSql => TestEngine.PostgreSql,
        _ => TestEngine.MySql,
    };

    private static string Script(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => EveryTypeSchemas.Sqlite,
        DatabaseProvider.PostgreSql => EveryTypeSchemas.PostgreSql,
        _ => EveryTypeSchemas.MySql,
    };
}
