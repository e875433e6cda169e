using ChatOps.Knowledge.Aliases;

namespace ChatOps.Tests.Knowledge;

/// <summary>What a text with aliases comes to.</summary>
public sealed class AliasExpanderTests
{
    [Theory]
    [InlineData("A-1", "validate sales")]
    [InlineData("a_1 and then export it", "validate sales and then export it")]
    [InlineData("profile crm and A-1.", "profile crm and validate sales.")]
    [InlineData("B-1 order items", "validate order items in sales")]
    [InlineData("B-1 \"order items\"", "validate \"order items\" in sales")]
    [InlineData("first B-1 orders then A-1", "first validate orders in sales then validate sales")]
    [InlineData("C-1 orders", "profile orders then validate orders in sales")]
    [InlineData("B-1 A-1", "validate A-1 in sales")]
    [InlineData("B-1 {table}", "validate {table} in sales")]
    public void ATextWithAliases_BecomesWhatTheyStandFor(string text, string expected)
    {
        var expansion = AliasExpander.Expand(text, Find(("A-1", "validate sales"), ("B-1", "validate {table} in sales"), ("C-1", "profile {table} then B-1 {table}")));

        Assert.Equal(expected, Assert.IsType<AliasExpansion.Expanded>(expansion).Text);
    }

    [Theory]
    [InlineData("validate \"A-1\"")]
    [InlineData("validate nightly")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    public void AQuotedName_AndAnOrdinaryWordWithinASentence_StayAsTheyAre(string text) =>
        Assert.IsType<AliasExpansion.Plain>(AliasExpander.Expand(text, Find(("A-1", "validate sales"), ("nightly", "profile crm"))));

    [Fact]
    public void AliasesThatDoubleEachOther_EndAtALimitAndNotAtTheMemory()
    {
        var doubling = Enumerable.Range(1, 7).Select(level => ($"D-{level}", $"D-{level + 1} D-{level + 1} D-{level + 1} D-{level + 1} D-{level + 1} D-{level + 1}")).Append(("D-8", new string('x', 500)));

        Assert.IsType<AliasExpansion.TooLong>(AliasExpander.Expand("D-1", Find([.. doubling])));
    }

    [Fact]
    public void AChainDeeperThanTheLimit_IsRefusedWithItsPath()
    {
        var chain = Enumerable.Range(1, 10).Select(level => ($"D-{level}", $"D-{level + 1}"));

        Assert.Equal("D-9", Assert.IsType<AliasExpansion.TooDeep>(AliasExpander.Expand("D-1", Find([.. chain]))).Path[^1]);
    }

    private static Func<string, AliasVersion?> Find(params (string Name, string StandsFor)[] aliases)
    {
        var all = aliases.ToDictionary(alias => AliasName.KeyOf(alias.Name), alias => new AliasVersion
        {
            Name = alias.Name,
            StandsFor = alias.StandsFor,
            Version = 1,
            Owner = "ana",
            Author = "ana",
            TimeZone = "UTC",
            Origin = "",
            MadeAt = default,
            State = AliasState.Current,
        });
        return word => all.GetValueOrDefault(AliasName.KeyOf(word));
    }
}
