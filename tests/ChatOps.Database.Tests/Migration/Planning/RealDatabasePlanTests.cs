using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Checks;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>Published databases into every other engine.</summary>
public sealed class RealDatabasePlanTests
{
    [SkippableTheory]
    [InlineData("chinook", "pg")]
    [InlineData("chinook", "mysql")]
    [InlineData("northwind", "pg")]
    [InlineData("northwind", "mysql")]
    public async Task APublishedDatabase_IsPlannedWithoutError_AndWhatIsMadeIsTheSame(string name, string engine)
    {
        var source = SharedData.Database(name);
        await using var target = await (engine == "pg" ? TestEngine.PostgreSql : TestEngine.MySql).CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source, target.AsOwner);
        var made = await PlanTesting.MakeAsync(plan, target);

        Assert.DoesNotContain(plan.Notes, note => note.Kind == NoteKind.Error);
        Assert.Equal(plan.Tables.Select(table => table.Target.Name).Order(StringComparer.Ordinal), made.Tables.Select(table => table.Name));
        var planned = made with { Provider = null, Tables = [.. plan.Tables.Select(table => table.Target)] };
        Assert.Empty(SchemaComparison.Compare(planned, made).Changes.Select(change => change.Message));
    }

    /// <summary>What Northwind's views do that other engines do not: dates by SQLite's functions, + between texts, queries within.</summary>
    [SkippableFact]
    public async Task Northwind_ListsTheViewsThatDoNotTranslate()
    {
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(SharedData.Database("northwind"), target.AsOwner);

        Assert.Equal(
            ["Category Sales for 1997", "Invoices", "Product Sales for 1997", "Products Above Average Price", "Quarterly Orders", "Sales Totals by Amount", "Sales by Category"],
            plan.Notes.Where(note => note.Kind == NoteKind.NotCarried).Select(note => note.Message["The view ".Length..note.Message.IndexOf(" is left out", StringComparison.Ordinal)]));
        Assert.Equal(10, plan.Views.Count);
    }

    /// <summary>Values that were planted because they do not fit their columns.</summary>
    [SkippableFact]
    public async Task TheDefectsOfNorthwind_AreToldWithTheirNumbers()
    {
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(SharedData.Database("northwind_defects"), target.AsOwner);

        Assert.Equal(["Reject Orders.RequiredDate 3", "Reject Products.UnitsInStock 3"], plan.Notes.Where(note => note.Kind is NoteKind.Reject or NoteKind.Changed).Select(note => $"{note.Kind} {note.Table}.{note.Column} {note.Rows}"));
    }

    [SkippableTheory]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task Chinook_ComesToSqliteWithoutALoss(string engine)
    {
        await using var source = await (engine == "MySql" ? TestEngine.MySql : TestEngine.PostgreSql).CreateAsync(SharedData.Chinook(engine));
        await using var target = await TestEngine.Sqlite.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);
        var made = await PlanTesting.MakeAsync(plan, target);

        Assert.DoesNotContain(plan.Notes, note => note.Kind != NoteKind.Changed);
        Assert.Empty(SchemaComparison.Compare(await PlanTesting.ReadAsync(source), made).Changes.Select(change => change.Message));
    }
}
