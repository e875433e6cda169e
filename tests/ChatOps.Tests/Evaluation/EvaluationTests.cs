using System.Text.Json;
using ChatOps.Agents.Evaluation;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Commands.Evaluation;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Validation;
using ChatOps.Tests.Commands;
using ChatOps.Tests.Specialists;

namespace ChatOps.Tests.Evaluation;

public sealed class EvaluationTests
{
    [Fact]
    public void TheSameSeed_MakesTheSamePairs_InEveryShapeAndLanguage()
    {
        var (first, second, other) = (Make(1), Make(1), Make(2));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(18, new PairGenerator(1, PairWords.Languages).Make(90).Select(pair => (pair.Family, pair.Shape, pair.Language)).Distinct().Count());

        static string Make(int seed) => string.Join('\n', new PairGenerator(seed, PairWords.Languages).Make(60).Select(pair => JsonSerializer.Serialize(pair)));
    }

    [Fact]
    public async Task TheGrammar_PlansMostOfThePairs_AndHardlyAnyWrongly()
    {
        var evaluation = new PlanEvaluation(new OfflinePlanner());
        var marks = new List<Mark>();
        foreach (var pair in new PairGenerator(5, PairWords.Languages).Make(600).Where(pair => pair.Family == "work").Take(300))
            marks.Add(await evaluation.MarkAsync(pair, CancellationToken.None));

        Assert.InRange(marks.Count(mark => mark == Mark.Right), 285, 300);
        Assert.InRange(marks.Count(mark => mark == Mark.Wrong), 0, 6);
    }

    [Fact]
    public async Task EveryPair_IsAValidPipeline_AndEveryStepTypeOccurs()
    {
        using var folder = new TemporaryFolder();
        await using var host = await EngineHost.StartAsync(folder.Path, null);
        var catalog = host.Get<StepCatalog>();
        var pairs = new PairGenerator(3, PairWords.Languages).Make(1800).Select(pair => (pair.Instruction, Definition: PipelineJson.Parse(pair.Plan.GetRawText()))).ToList();

        // Without a model its block is not to be had, which is no fault of the pipeline.
        Assert.All(pairs, pair => Assert.DoesNotContain(PipelineValidator.Validate(pair.Definition, catalog), finding => finding.Code != "type-unavailable"));
        Assert.Equal(catalog.Types.Select(type => type.Name).Order(StringComparer.Ordinal), pairs.SelectMany(pair => pair.Definition.Steps).Select(step => step.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[[1,\"a\"],[2,\"b\"]]", "[[\"b\",2],[\"a\",1]]", false, true)]
    [InlineData("[[1,\"a\"],[2,\"b\"]]", "[[\"b\",2],[\"a\",1]]", true, false)]
    [InlineData("[[1],[1],[2]]", "[[1],[2],[2]]", false, false)]
    [InlineData("[[1,2]]", "[[1]]", false, false)]
    [InlineData("[[0.30000000001]]", "[[0.3]]", false, true)]
    [InlineData("[[1,2],[2,1]]", "[[1,1],[2,2]]", false, false)]
    [InlineData("[[null]]", "[[\"\"]]", false, false)]
    [InlineData("[]", "[]", true, true)]
    public void Results_AreTheSame_WhenTheirRowsAre(string expected, string given, bool orderMatters, bool same) =>
        Assert.Equal(same, RowComparison.Same(Rows(expected), Rows(given), orderMatters));

    [Theory]
    [InlineData("""{"outcome":"execute","steps":[{"op":"profile","database":"SALES"}],"needs_approval":false,"schedule":null}""", Mark.Right)]
    [InlineData("""{"outcome":"execute","steps":[{"op":"profile","databases":["crm"]}],"needs_approval":false}""", Mark.Wrong)]
    [InlineData("""{"outcome":"execute","steps":[{"op":"validate","database":"sales"}],"needs_approval":false}""", Mark.Wrong)]
    [InlineData("""{"outcome":"execute","steps":[{"op":"profile","database":"sales"}],"needs_approval":true}""", Mark.Wrong)]
    [InlineData("""{"outcome":"execute","steps":[{"op":"profile","database":"sales"}],"needs_approval":false,"schedule":{"cron":"0 9 * * *","tz":"UTC"}}""", Mark.Wrong)]
    [InlineData("""{"outcome":"refuse","steps":[]}""", Mark.Wrong)]
    [InlineData("""{"outcome":"clarify","question":"which database","targets":{}}""", Mark.Wrong)]
    public void AnAnswer_IsRight_WhenOutcomeStepsApprovalAndScheduleAre(string expected, Mark mark) => Assert.Equal(mark, ExpectedAnswer.Mark(
        JsonDocument.Parse(expected).RootElement,
        JsonDocument.Parse("""{"outcome":"execute","targets":{},"steps":[{"op":"profile","database":"sales","table":"orders"}],"needs_approval":false,"schedule":null,"reason":null,"question":null}""").RootElement));

    private static List<object?[]> Rows(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(row => row.EnumerateArray().Select(Value).ToArray())];

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => null,
        _ => value.GetString(),
    };
}
