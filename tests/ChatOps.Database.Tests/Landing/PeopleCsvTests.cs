using ChatOps.Database.Landing;

namespace ChatOps.Database.Tests.Landing;

public sealed class PeopleCsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("x,y", "\"x,y\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(-3L, "-3")]
    [InlineData(null, "")]
    public void Field_NeverStartsAFormula(object? cell, string field) => Assert.Equal(field, PeopleCsv.Field(cell));

    [Fact]
    public void WriteRecord_EndsWithCrLf()
    {
        var writer = new StringWriter();

        PeopleCsv.WriteRecord(writer, ["a", null, 2L]);

        Assert.Equal("a,,2\r\n", writer.ToString());
    }
}
