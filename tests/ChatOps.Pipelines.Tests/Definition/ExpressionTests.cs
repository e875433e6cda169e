using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Definition;

public sealed class ExpressionTests
{
    private static readonly ExpressionScope Scope = new(
        Json.Of("""{"n":3,"s":"a{{ inputs.n }}","list":[1,{"k e y":true}],"none":null}"""),
        id => id == "a-1" ? Json.Of("""{"errors":0,"rows":1.50}""") : null,
        Json.Of("\"it\""),
        Json.Of("""{"id":"r-1","requestedBy":"ana"}"""));

    [Theory]
    [InlineData("\"{{ inputs.n }}\"", "3")]
    [InlineData("\"{{inputs.list[1]['k e y']}}\"", "true")]
    [InlineData("\"{{ inputs.s }}\"", "\"a{{ inputs.n }}\"")]
    [InlineData("\"<{{ inputs.s }}|{{ item }}|{{ inputs.none }}|{{ steps.a-1.output.rows }}|{{ inputs.list }}>\"", "\"<a{{ inputs.n }}|it||1.50|[1,{\\\"k e y\\\":true}]>\"")]
    [InlineData("{\"k\":[\"{{ run.id }}\",\"plain\"]}", "{\"k\":[\"r-1\",\"plain\"]}")]
    public void Template_IsTyped_AndExpandsOnlyOnce(string template, string expected) =>
        Assert.Equal(expected, Template.Resolve(Json.Of(template), Scope).GetRawText());

    [Theory]
    [InlineData("\"{{ inputs.gone }}\"", "there is no 'gone'")]
    [InlineData("\"{{ steps.b.output }}\"", "no output")]
    [InlineData("\"{{ secrets.x }}\"", "begins with inputs, steps, item or run")]
    [InlineData("\"{{ inputs.n\"", "no closing")]
    [InlineData("\"{{ steps.a-1.status }}\"", "steps.<id>.output")]
    public void Template_ThatLeadsNowhere_SaysWhy(string template, string problem) =>
        Assert.Contains(problem, Assert.Throws<ExpressionException>(() => Template.Resolve(Json.Of(template), Scope)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("steps.a-1.output.errors == 0", true)]
    [InlineData("inputs.n>2 and inputs.n<=3", true)]
    [InlineData("not inputs.n != 3 or false", true)]
    [InlineData("false or true and false", false)]
    [InlineData("not (true and not false)", false)]
    [InlineData("item == 'it' and \"a\" < 'b'", true)]
    [InlineData("inputs.none == null", true)]
    [InlineData("inputs.n == '3'", false)]
    [InlineData("steps.a-1.output.rows == 1.5", true)]
    [InlineData("-1 < 0", true)]
    public void Condition_FollowsTheGrammar(string text, bool expected)
    {
        Assert.True(Condition.TryParse(text, out var condition, out _));
        Assert.Equal(expected, condition.Evaluate(Scope));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("inputs.n = 3", "==")]
    [InlineData("inputs.n == ", "value is expected")]
    [InlineData("(true", "parenthesis is missing")]
    [InlineData("{{ inputs.n }} == 3", "without braces")]
    [InlineData("true true", "Character 6")]
    [InlineData("'a", "no closing quote")]
    [InlineData("abc == 1", "Put text in quotes")]
    public void Condition_Errors_NameTheirPlace(string text, string problem)
    {
        Assert.False(Condition.TryParse(text, out _, out var error));
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Condition_Depth_IsLimited()
    {
        Assert.False(Condition.TryParse(new string('(', 1500) + "true" + new string(')', 1500), out _, out var error));
        Assert.Contains("deep", error, StringComparison.Ordinal);
        Assert.False(Condition.TryParse(string.Concat(Enumerable.Repeat("not ", 900)) + "true", out _, out _));
        Assert.False(Condition.TryParse(new string(' ', 4001), out _, out _));
    }

    [Theory]
    [InlineData("inputs.n", "true or false is needed")]
    [InlineData("inputs.n < 'a'", "a number with a text")]
    public void Condition_OnWrongKinds_IsAnErrorAndNotFalse(string text, string problem)
    {
        Assert.True(Condition.TryParse(text, out var condition, out _));
        Assert.Contains(problem, Assert.Throws<ExpressionException>(() => condition.Evaluate(Scope)).Message, StringComparison.Ordinal);
    }
}
