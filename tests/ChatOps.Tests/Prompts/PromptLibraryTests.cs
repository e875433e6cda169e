using ChatOps.Agents.Prompts;

namespace ChatOps.Tests.Prompts;

public sealed class PromptLibraryTests : IDisposable
{
    private const string Good = """
        name: planner
        description: Plans.
        template_format: handlebars
        template: |
          Plan this:
          {{request}}
        input_variables:
          - name: request
            description: What was said.
            is_required: true
        execution_settings:
          default:
            temperature: 0
            top_p: 1
            max_tokens: 100
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("prompts").FullName;

    public PromptLibraryTests()
    {
        foreach (var agent in PromptLibrary.Agents)
            Write($"{agent}.yaml", Good.Replace("name: planner", $"name: {agent}", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ShippedFiles_AreValidAndCoverEveryAgent()
    {
        var library = PromptLibrary.Load(PromptLibrary.DefaultFolder);

        foreach (var agent in PromptLibrary.Agents)
        {
            var prompt = library[agent];
            Assert.Contains("{{boundary}}", prompt.Template, StringComparison.Ordinal);
            Assert.Contains("JSON object", prompt.Template, StringComparison.Ordinal);
            Assert.Contains("Refuse", prompt.Template, StringComparison.Ordinal);
            var rendered = prompt.Render(prompt.Variables.ToDictionary(variable => variable.Name, variable => $"<{variable.Name}>"));
            Assert.DoesNotContain("{{", rendered, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void GoodFile_IsReadAsItStands()
    {
        var prompt = PromptLibrary.Load(_folder)["planner"];

        Assert.Equal("Plans.", prompt.Description);
        Assert.Equal(new PromptVariable("request", "What was said.", null, true), Assert.Single(prompt.Variables));
        Assert.Equal(new PromptSettings(0, 1, 100), prompt.Settings);
        Assert.Equal("Plan this:\nvalidate demo\n", prompt.Render(new Dictionary<string, string> { ["request"] = "validate demo" }) + (prompt.Template.EndsWith('\n') ? "" : "\n"));
    }

    [Fact]
    public void AnEditedFile_CountsFromTheNextQuestionOn_AndAWrongOneLeavesWhatWas()
    {
        var library = PromptLibrary.Load(_folder);
        var refused = new List<PromptError>();
        library.Refused += refused.AddRange;
        var first = library["planner"];

        Write("planner.yaml", Good.Replace("Plans.", "Plans well.", StringComparison.Ordinal));
        var second = library["planner"];
        Write("planner.yaml", Good.Replace("Plans.", "Plans better.", StringComparison.Ordinal).Replace("{{request}}", "{{#each requests}}", StringComparison.Ordinal));
        var third = library["planner"];

        Assert.Equal(["Plans.", "Plans well.", "Plans well."], new[] { first, second, third }.Select(prompt => prompt.Description));
        Assert.NotEqual(first.Version, second.Version);
        Assert.Contains(refused, error => error is { File: "planner.yaml", Line: > 0 });
        Assert.NotEmpty(library.Errors);

        Write("planner.yaml", Good);
        Assert.Equal(first.Version, library["planner"].Version);
        Assert.Empty(library.Errors);
    }

    [Fact]
    public void PlaceInsideAValue_IsNeverFilledAgain()
    {
        var prompt = PromptLibrary.Load(_folder)["planner"];

        var rendered = prompt.Render(new Dictionary<string, string> { ["request"] = "say {{request}} and {{boundary}}" });

        Assert.Contains("say {{request}} and {{boundary}}", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithoutARequiredValueOrWithAStranger_IsRefused()
    {
        var prompt = PromptLibrary.Load(_folder)["planner"];

        Assert.Throws<ArgumentException>(() => prompt.Render(new Dictionary<string, string>()));
        Assert.Throws<ArgumentException>(() => prompt.Render(new Dictionary<string, string> { ["request"] = "", ["other"] = "" }));
    }

    [Theory]
    [InlineData("description: Plans.\n", "", 1, "description is missing")]
    [InlineData("description: Plans.", "description: [a]", 2, "description must be a text")]
    [InlineData("description: Plans.", "description: ' '", 2, "description is empty")]
    [InlineData("description: Plans.", "description: Plans.\nmodel: x", 3, "\"model\" is no key of the file")]
    [InlineData("name: planner", "name: other", 1, "the file is called planner.yaml")]
    [InlineData("name: planner", "name: planner\nname: planner", 2, "not YAML as expected")]
    [InlineData("handlebars", "liquid", 3, "only handlebars is read")]
    [InlineData("  Plan this:", "  Plan {{this}}:", 5, "uses {{this}}, which input_variables does not declare")]
    [InlineData("  Plan this:", "  Plan {{ no name }}:", 5, "must be followed by a variable's name")]
    [InlineData("  {{request}}", "  nothing", 8, "request is declared, but the template does not use it")]
    [InlineData("  - name: request", "  - name: request\n    description: a\n  - name: request", 10, "declared twice")]
    [InlineData("  - name: request", "  - name: 1st", 8, "no variable name")]
    [InlineData("is_required: true", "is_required: perhaps", 10, "is_required must be true or false")]
    [InlineData("is_required: true", "required: true", 10, "\"required\" is no key of an input variable")]
    [InlineData("temperature: 0", "temperature: 3", 13, "temperature is \"3\"")]
    [InlineData("temperature: 0", "temperature: warm", 13, "temperature is \"warm\"")]
    [InlineData("max_tokens: 100", "max_tokens: 1.5", 15, "max_tokens is \"1.5\"")]
    [InlineData("    top_p: 1\n", "", 13, "top_p is missing")]
    [InlineData("  default:", "  gpt:", 12, "\"gpt\" is no key of execution_settings")]
    [InlineData("description: Plans.", "description: &a Plans.", 2, "Anchors and aliases")]
    [InlineData("description: Plans.", "description: 'Plans.", 2, "not YAML")]
    public void BadFile_IsRefusedWithItsLine(string good, string bad, int line, string message)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        Write("planner.yaml", text);

        var errors = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(_folder)).Errors;

        Assert.Contains(errors, error => error.File == "planner.yaml" && error.Line == line && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void AllErrorsOfAllFiles_AreReportedAtOnce()
    {
        Write("planner.yaml", Good.Replace("temperature: 0", "temperature: 3", StringComparison.Ordinal).Replace("handlebars", "liquid", StringComparison.Ordinal));
        Write("migrator.yaml", "- a list");
        File.Delete(Path.Combine(_folder, "report-writer.yaml"));
        Write("poet.yaml", Good);

        var exception = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(_folder));

        Assert.Equal(5, exception.Errors.Count);
        Assert.Contains("prompts/planner.yaml:13: temperature", exception.Message, StringComparison.Ordinal);
        Assert.Contains("prompts/report-writer.yaml: The file is missing: the agent report-writer has no prompt.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("poet.yaml: It belongs to no agent", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoFilesOfOneName_AreRefused()
    {
        Write("planner.yml", Good);

        var errors = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(_folder)).Errors;

        Assert.Contains(errors, error => error.Message.Contains("used by 2 files", StringComparison.Ordinal));
    }

    [Fact]
    public void TwentyThousandNestedBrackets_AreRefusedAndDoNotEndTheProcess()
    {
        Write("planner.yaml", "name: " + new string('[', 20_000) + new string(']', 20_000));

        var errors = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(_folder)).Errors;

        Assert.Contains(errors, error => error.Line == 1 && error.Message.Contains("nested deeper than 20 levels", StringComparison.Ordinal));
    }

    [Fact]
    public void FileAboveTheLimit_IsRefused()
    {
        Write("planner.yaml", Good + "\n# " + new string('x', 70_000));

        var errors = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(_folder)).Errors;

        Assert.Contains(errors, error => error.Message.Contains("larger than 64 KB", StringComparison.Ordinal));
    }

    [Fact]
    public void FolderThatIsNotThere_NamesEveryMissingAgent()
    {
        var errors = Assert.Throws<PromptFilesException>(() => PromptLibrary.Load(Path.Combine(_folder, "none"))).Errors;

        Assert.Equal(PromptLibrary.Agents.Count, errors.Count);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
