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
}
