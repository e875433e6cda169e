using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Migration.Planning;

public sealed class OverrideFileTests
{
    [Fact]
    public void EveryChoice_IsRead()
    {
        var choices = OverrideFile.Parse(
            """
            types:
              DATETIME: timestamptz
            tables:
              Orders:
                rename: sales
                where: placed >= '2024-01-01'
                columns:
                  note: { rename: remark, type: text }
            """,
            "f");

        Assert.Equal("timestamptz", choices.Types["datetime"]);
        var table = choices.Tables["ORDERS"];
        Assert.Equal(("sales", "placed >= '2024-01-01'", "f:4:3"), (table.Rename, table.Where, table.Place));
        Assert.Equal(("remark", "text"), (table.Columns["Note"].Rename, table.Columns["Note"].Type));
    }

    [Theory]
    [InlineData("", "f:1:1: The file is empty. The least that it needs is: types: {}")]
    [InlineData("- a", "f:1:1: A file of choices is a map of 'types' and 'tables'.")]
    [InlineData("table: {}", "f:1:1: 'table' is not known here; did you mean 'tables'?")]
    [InlineData("tables:\n  t:\n    colums: {}", "f:3:5: 'colums' is not known here; did you mean 'columns'?")]
    [InlineData("tables:\n  t: text", "f:2:6: Under 't' stands a map of rename, where, orphans, deduplicate, columns.")]
    [InlineData("tables:\n  t: {}\n  T: {}", "f:3:3: 'T' stands here a second time.")]
    [InlineData("types:\n  int: []", "f:2:8: 'int' wants a text.")]
    [InlineData("types: 5", "f:1:8: Here stands a map, with one line for each name.")]
    [InlineData("types:\n\tint: text", "line 2 is indented with a tab")]
    public void WhatIsNoSuchFile_IsRefusedWithItsPlace(string text, string message)
    {
        var problem = Assert.Throws<RuleFileException>(() => OverrideFile.Parse(text, "f"));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was migrated.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tables:\n  ordrs: {}", "f:2:3: There is no table 'ordrs'. There are: orders.")]
    [InlineData("tables:\n  orders: { columns: { plced: { type: text } } }", "f:2:24: The table 'orders' has no column 'plced'; did you mean 'placed'?")]
    public async Task NamesThatAreNotThere_AreRefusedWithWhatThereIs(string text, string message)
    {
        using var source = new TestDatabase("CREATE TABLE orders (id INTEGER PRIMARY KEY, placed DATE);");
        using var target = new TestDatabase();

        var problem = await Assert.ThrowsAsync<DatabaseException>(() =>
            PlanTesting.PlanAsync(source.Connection, target.Connection, new MigrationOptions { Overrides = OverrideFile.Parse(text, "f") }));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }
}
