using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Tests.Support;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Tests.Validation;

public sealed class ValidatorTests
{
    private static readonly StepCatalog Catalog = new(
    [
        Handler.Echo(),
        new Handler("data.profile", RiskClass.Read, (c, _) => Task.FromResult(c.With))
        {
            Type = new StepType("data.profile", "Profile", "Tester", RiskClass.Read, Json.Of("""
                {"type":"object","additionalProperties":false,"required":["connection"],
                 "properties":{"connection":{"type":"string"},"rows":{"type":"integer"},"tables":{"type":"array","items":{"type":"string"}},
                               "mode":{"enum":["fast","exact"]},"any":{"oneOf":[{"type":"string"},{"type":"integer"}]}}}
                """), Handler.AnyObject),
        },
    ]);

    [Fact]
    public void AllFindings_AreReportedAtOnce()
    {
        var findings = Check("""
            name: Bad Name
            inputs: { n: { type: integer }, r: { $ref: "http://example.com/x" } }
            steps:
              - { id: a, type: data.profle, needs: [a, gone] }
              - { id: a, type: test.echo }
              - { id: "1x", type: test.echo, when: "inputs.n =", forEach: "{{ inputs.n }}" }
              - { id: c, type: data.profile, with: { rows: "many", extra: 1, tables: [1] }, retry: { attempts: 21 }, timeout: 00:00:00 }
              - { id: d, type: test.echo, with: { x: "{{ steps.c.output }}", y: "{{ inputs.m }}", z: "{{ item }}", w: "{{ oops" } }
              - { id: e, type: test.echo, with: [1] }
            output: { x: "{{ steps.none.output }}" }
            """);
        Assert.Equal(
            [
                (null, "name-invalid"), (null, "input-schema"), ("a", "id-duplicate"), ("1x", "id-invalid"),
                ("a", "need-self"), ("a", "need-missing"), ("a", "type-unknown"), ("1x", "when-invalid"), ("1x", "for-each-invalid"),
                ("c", "retry-out-of-range"), ("c", "timeout-out-of-range"), ("c", "schema-mismatch"), ("c", "schema-mismatch"), ("c", "schema-mismatch"), ("c", "schema-mismatch"),
                ("d", "reference-invalid"), ("d", "reference-not-before"), ("d", "reference-unknown"), ("d", "item-outside-for-each"), ("e", "schema-mismatch"),
                (null, "reference-unknown"),
            ],
            findings.Select(f => (f.StepId, f.Code)));
        Assert.Contains(findings, f => f.Message.EndsWith("did you mean 'data.profile'?", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.Contains("'connection' is missing", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.Contains("'tables[0]' must be of type string", StringComparison.Ordinal));
    }

    [Fact]
    public void Cycle_IsShownWithItsPath()
    {
        var finding = Assert.Single(Check("""
            name: round
            steps:
              - { id: a, type: test.echo }
              - { id: b, type: test.echo, needs: [a, d] }
              - { id: c, type: test.echo, needs: [b] }
              - { id: d, type: test.echo, needs: [c] }
              - { id: e, type: test.echo, needs: [d] }
            """));
        Assert.Equal(("cycle", "These steps wait for each other: b -> c -> d -> b."), (finding.Code, finding.Message));
    }

    [Fact]
    public void Templates_AreLeftToTheRun_AndLiteralsBesideThemAreNot()
    {
        Assert.Empty(Check("""
            name: fine
            inputs: { n: { type: integer }, t: { type: array } }
            steps:
              - { id: a, type: data.profile, with: { connection: "x-{{ inputs.n }}", rows: "{{ inputs.n }}", tables: "{{ inputs.t }}", mode: "{{ inputs.n }}", any: "{{ inputs.t }}" } }
              - { id: b, type: test.echo, needs: [a] }
              - { id: c, type: test.echo, needs: [b], with: { far: "{{ steps.a.output.x }}", who: "{{ run.requestedBy }}" } }
            """));
        var finding = Assert.Single(Check("""
            name: mixed
            inputs: { n: { type: integer } }
            steps:
              - { id: a, type: data.profile, with: { connection: "{{ inputs.n }}", mode: slow } }
            """));
        Assert.Contains("'mode' must be one of fast, exact", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "input-missing")]
    [InlineData("""{"n":"seven"}""", "input-invalid")]
    [InlineData("""{"n":7,"m":1}""", "input-unknown")]
    [InlineData("[]", "input-invalid")]
    public void Inputs_AreCheckedAgainstTheirSchemas(string inputs, string code)
    {
        var definition = PipelineYaml.Parse("name: x\ninputs: { n: { type: integer } }\nsteps:\n  - { id: a, type: test.echo }\n");
        Assert.Equal(code, Assert.Single(PipelineValidator.Validate(definition, Catalog, Json.Of(inputs), out _)).Code);
    }

    [Fact]
    public void DeepChains_AndTooManySteps_CostNoStack()
    {
        var chain = Chain(10_000);
        Assert.Empty(PipelineValidator.Validate(chain, Catalog));
        var round = chain with { Steps = [chain.Steps[0] with { Needs = ["s9999"] }, .. chain.Steps.Skip(1)] };
        Assert.Contains("9989 more", Assert.Single(PipelineValidator.Validate(round, Catalog)).Message, StringComparison.Ordinal);
        Assert.Equal("too-many-steps", Assert.Single(PipelineValidator.Validate(Chain(10_001), Catalog)).Code);
    }

    private static PipelineDefinition Chain(int length) => new()
    {
        Name = "chain",
        Steps =
        [
            .. Enumerable.Range(0, length).Select(i => new StepDefinition
            {
                Id = $"s{i}",
                Type = "test.echo",
                Needs = i == 0 ? [] : [$"s{i - 1}"],
                With = Json.Of(i < 2 ? "{}" : """{"x":"{{ steps.s0.output }}"}"""),
            }),
        ],
    };

    private static IReadOnlyList<PipelineFinding> Check(string yaml) => PipelineValidator.Validate(PipelineYaml.Parse(yaml), Catalog);
}
