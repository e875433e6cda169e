using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Tests.Support;
using FsCheck;

namespace ChatOps.Pipelines.Tests.Definition;

public sealed class FormatTests
{
    private const string Design = """
        name: sales-nightly
        version: 3
        inputs:
          connection: { type: string, default: sales }
          tables: { type: array, items: { type: string }, default: [orders, customers] }
        steps:
          - id: quality
            type: data.check
            with: { connection: "{{ inputs.connection }}", rules: sales.checks.yaml, odd: "007", no: "no", big: 12345678901234567890.10 }
            retry: { attempts: 3, backoff: exponential, delay: 00:00:01 }
            timeout: 00:10:00
          - id: copy
            type: migrate.copy
            needs: [quality]
            when: steps.quality.output.errors == 0
            forEach: inputs.tables
            with:
              note: |
                two
                lines
              none: null
        output: { report: "{{ steps.copy.output }}" }
        """;

    [Fact]
    public void Example_RoundTrips_ThroughBothForms()
    {
        var read = PipelineYaml.Parse(Design);
        Assert.Equal("12345678901234567890.10", read.Steps[0].With.GetProperty("big").GetRawText());
        Assert.Equal("two\nlines\n", read.Steps[1].With.GetProperty("note").GetString());
        Assert.Equal((3, Backoff.Exponential, TimeSpan.FromSeconds(1)), (read.Steps[0].Retry!.Attempts, read.Steps[0].Retry!.Backoff, read.Steps[0].Retry!.Delay));
        var json = PipelineJson.Write(read);
        Assert.Equal(json, PipelineJson.Write(PipelineYaml.Parse(PipelineYaml.Write(read))));
        Assert.Equal(json, PipelineJson.Write(PipelineJson.Parse(PipelineJson.Write(read, indented: true))));
    }

    [Fact]
    public void AnyDefinition_RoundTrips_ThroughBothForms() => Prop.ForAll(Arb.From(Definitions()), definition =>
    {
        var json = PipelineJson.Write(definition);
        Assert.Equal(json, PipelineJson.Write(PipelineJson.Parse(json)));
        Assert.Equal(json, PipelineJson.Write(PipelineYaml.Parse(PipelineYaml.Write(definition))));
    }).Check(new Configuration { MaxNbOfTest = 1000, QuietOnSuccess = true, Runner = Config.QuickThrowOnFailure.Runner });

    [Theory]
    [InlineData("name: x\nsteps:\n  - id: a\n    typo: b\n", 4, 5, "no key 'typo'")]
    [InlineData("name: x\nsteps:\n  - id: a\n    id: b\n    type: t\n", 4, 5, "second time")]
    [InlineData("name: &n x\nsteps: []\n", 1, 7, "Anchors")]
    [InlineData("name: x\nsteps: [*n]\n", 2, 9, "Aliases")]
    [InlineData("name: !!str x\nsteps: []\n", 1, 7, "Tags")]
    [InlineData("name: x\nversion: 012\nsteps: []\n", 2, 10, "in quotes")]
    [InlineData("name: x\nsteps: []\n---\nname: y\n", 3, 1, "second document")]
    [InlineData("name: x\nsteps: [\n", 3, 1, "not YAML")]
    [InlineData("name: x\nsteps:\n  - { id: a, type: t, timeout: 10 }\n", 3, 32, "duration")]
    [InlineData("steps: []\n", 1, 1, "'name' is missing")]
    public void Yaml_Errors_NameLineAndColumn(string yaml, int line, int column, string problem)
    {
        var error = Assert.Throws<PipelineFormatException>(() => PipelineYaml.Parse(yaml));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("{\"name\":\"x\",\n \"name\":\"y\"}", 2, 2, "second time")]
    [InlineData("{\"name\":\"ä\", \"stepz\":[]}", 1, 14, "no key 'stepz'")]
    [InlineData("{\"name\":\"x\",\n  oops}", 2, 3, "not JSON")]
    [InlineData("{\"name\":\"\\ud800\",\"steps\":[]}", 1, 9, "surrogate")]
    [InlineData("{\"name\":\"x\",\"steps\":[]} 1", 1, 25, "not JSON")]
    public void Json_Errors_NameLineAndColumn(string json, int line, int column, string problem)
    {
        var error = Assert.Throws<PipelineFormatException>(() => PipelineJson.Parse(json));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Nesting_WithoutEnd_IsAnErrorAndNoStackOverflow()
    {
        var deep = new string('[', 20_000);
        Assert.Contains("deep", Assert.Throws<PipelineFormatException>(() => PipelineYaml.Parse($"name: x\nsteps: {deep}")).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineFormatException>(() => PipelineYaml.Parse(string.Concat(Enumerable.Repeat("- ", 20_000))));
        Assert.Throws<PipelineFormatException>(() => PipelineYaml.Parse(string.Concat(Enumerable.Repeat("{a: ", 20_000))));
        Assert.Throws<PipelineFormatException>(() => PipelineJson.Parse($$"""{"name":"x","steps":{{deep}}"""));
        Assert.Throws<PipelineFormatException>(() => PipelineJson.Parse(new string(' ', 17 * 1024 * 1024)));
    }

    [Theory]
    [InlineData("""{"b":1.0,"a":[10e-1,1E2,-0.0,0.10]}""", """{"a":[1,1e2,0,1e-1],"b":1}""")]
    [InlineData("""{"x":"ü","n":12345678901234567890123}""", """{"n":12345678901234567890123,"x":"ü"}""")]
    public void Canonical_SortsKeys_AndKeepsEveryDigit(string json, string canonical)
    {
        Assert.Equal(canonical, CanonicalJson.Write(Json.Of(json)));
        Assert.Equal(CanonicalJson.Hash(Json.Of(json)), CanonicalJson.Hash(Json.Of(canonical)));
    }

    private static Gen<PipelineDefinition> Definitions() =>
        from name in Texts()
        from description in Gen.OneOf(Gen.Constant<string?>(null), Texts().Select(t => (string?)t))
        from version in Gen.Choose(0, int.MaxValue)
        from inputs in Gen.ListOf(Texts().SelectMany(n => Values(2).Select(v => new InputDefinition(n, v))))
        from steps in Gen.ListOf(Steps())
        from output in Gen.OneOf(Gen.Constant(default(JsonElement)), Values(3))
        select new PipelineDefinition
        {
            Name = name,
            Description = description,
            Version = version,
            Inputs = [.. inputs.DistinctBy(i => i.Name)],
            Steps = [.. steps],
            Output = output,
        };

    private static Gen<StepDefinition> Steps() =>
        from id in Texts()
        from type in Texts()
        from needs in Gen.ListOf(Texts())
        from with in Gen.OneOf(Gen.Constant(default(JsonElement)), Values(3))
        from when in Gen.OneOf(Gen.Constant<string?>(null), Texts().Select(t => (string?)t))
        from seconds in Gen.Choose(0, 1_000_000)
        select new StepDefinition
        {
            Id = id,
            Type = type,
            Needs = [.. needs],
            With = with,
            When = when,
            ForEach = when,
            Retry = seconds % 2 == 0 ? new RetryPolicy(seconds % 20, (Backoff)(seconds / 2 % 2), TimeSpan.FromSeconds(seconds)) : null,
            Timeout = seconds % 3 == 0 ? TimeSpan.FromMilliseconds(seconds) : null,
        };

    private static Gen<JsonElement> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Texts().Select(t => JsonSerializer.Serialize(t)),
            Gen.Elements("null", "true", "false", "0", "-0", "1.0", "1e5", "-1.50E-3", "123456789012345678901234567890", "0.1"));
        return Nested(depth).Select(Json.Of);

        Gen<string> Nested(int left) => left == 0 ? scalars : Gen.Frequency(
            Tuple.Create(2, scalars),
            Tuple.Create(1, Gen.ListOf(Nested(left - 1)).Select(items => $"[{string.Join(",", items)}]")),
            Tuple.Create(2, Gen.ListOf(Texts().SelectMany(k => Nested(left - 1).Select(v => (Key: k, Value: v))))
                .Select(entries => $"{{{string.Join(",", entries.DistinctBy(e => e.Key).Select(e => $"{JsonSerializer.Serialize(e.Key)}:{e.Value}"))}}}")));
    }

    /// <summary>Words that other readers of YAML have stumbled over, and any text at all.</summary>
    private static Gen<string> Texts() => Gen.OneOf(
        Gen.Elements(
            "a", "no", "Yes", "on", "null", "~", "", " ", "true", "007", "1.0", "1e3", "0x1F", ".5", "12:30:45", "2026-01-01", "- a", "a: b", "a #b", "#", "?", "? a", "|", ">",
            "{{ item }}", "*a", "&a", "!a", "%a", "@a", "`a", "'", "\"", "\\", "a\nb", "a\n", "\na", "a\n\nb\n", "a\n\n", " a\nb", "a \nb", "\ta\nb", "a\r\nb", "\u0085", "\u2028", "\uFEFF",
            "ü 漢字 🎉", "\u0000", "\u007f", "\uFFFF", "---", "...", "<<", "=", "a,b", "[a]", "{a}", "key:", ": a", new string('k', 2000)),
        Arb.Default.UnicodeString().Generator.Select(s => s.Get ?? "").Where(IsWhole));

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        return true;
    }
}
