using ChatOps.Database.Landing;

namespace ChatOps.Database.Tests.Landing;

public sealed class LandingFileNamesTests
{
    [Fact]
    public void Names_AreSafeAndUnique_WhateverTheTablesAreCalled()
    {
        string[] tables =
        [
            "orders", "Orders", "ORDERS", "Order Details", "Order_Details", "CON", "lpt1", "", "..", "../../etc", "a/b", "a\\b", "a:b", "é", "e\u0301",
            "\"", "'", "trailing.", "trailing ", "-", new string('x', 500), new string('x', 500) + "y", "名前", "😀", "nul\0", "manifest.json",
        ];

        var names = LandingFileNames.Of(tables, ".csv");

        Assert.Equal(tables.Length, names.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names.Values, name => Assert.Matches("^[A-Za-z0-9_-]{1,130}\\.csv$", name));
        Assert.All(names.Values, name => Assert.DoesNotMatch("^(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])\\.", name));
        Assert.Equal("orders.csv", names["orders"]);
        Assert.Equal("Order_Details.csv", names["Order_Details"]);
    }

    [Fact]
    public void Name_OfATable_DoesNotDependOnTheOthersThatFollow()
    {
        Assert.Equal(LandingFileNames.Of(["a b"], ".csv")["a b"], LandingFileNames.Of(["a b", "c d", "a_b"], ".csv")["a b"]);
    }
}
