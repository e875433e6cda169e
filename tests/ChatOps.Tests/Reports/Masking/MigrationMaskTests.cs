using ChatOps.Database.Migration;
using ChatOps.Database.Verification;
using ChatOps.Reports.Masking;

namespace ChatOps.Tests.Reports.Masking;

public sealed class MigrationMaskTests
{
    [Fact]
    public void Differences_ShowNoPersonalValue()
    {
        var masked = Apply("""{"email":"maria@example.org","id":"7"}""", new ValueDifference("email", "maria@example.org", "mario@example.org"), new ValueDifference("total", "5", "6"));

        Assert.Equal("""{"email":"m***@***.org","id":"7"}""", masked.Key);
        Assert.Equal(new ValueDifference("email", "m***@***.org", "m***@***.org"), masked.Values[0]);
        Assert.Equal(new ValueDifference("total", "5", "6"), masked.Values[1]);
    }

    [Fact]
    public void AnAddressInAnyColumn_IsMasked_AndNullStays()
    {
        var masked = Apply("""{"id":null}""", new ValueDifference("remark", "maria@example.org", null));

        Assert.Equal("""{"id":null}""", masked.Key);
        Assert.Equal(new ValueDifference("remark", "m***@***.org", null), masked.Values[0]);
    }

    [Theory]
    [InlineData("'maria@example.org' is too long for code", "'m***@***.org' is too long for code")]
    [InlineData("last_name 'Schmidt' is too long", "last_name 'S******' is too long")]
    [InlineData("The value 'abc' of total is no number", "The value 'abc' of total is no number")]
    [InlineData("No row of customers has this id", "No row of customers has this id")]
    public void Reasons_NameNoPersonalValue(string reason, string expected) => Assert.Equal(expected, Reasons(reason)[0].Reason);

    [Fact]
    public void ReasonsThatAreTheSameOnceMasked_AreCountedTogether()
    {
        var rejects = Reasons("last_name 'Schmidt' is too long", "last_name 'Schulze' is too long");

        Assert.Equal([new RejectCount("people", "last_name 'S******' is too long", 2)], rejects);
    }

    private static RowDifference Apply(string key, params IReadOnlyList<ValueDifference> values)
    {
        var table = new TableVerification("people", 1, 1, 0, 0, 1) { SourceChecksum = "", TargetChecksum = "", Method = "", Differences = [new RowDifference(DifferenceKind.Different, key, values)] };
        return MigrationMask.Apply(new VerificationResult { Tables = [table] }).Tables[0].Differences[0];
    }

    private static IReadOnlyList<RejectCount> Reasons(params IReadOnlyList<string> reasons) =>
        MigrationMask.Apply(new MigrationOutcome { Run = "r", Tables = [], Rejects = [.. reasons.Select(reason => new RejectCount("people", reason, 1))] }).Rejects;
}
