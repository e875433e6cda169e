using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Plans;

/// <summary>The steps for one connection of a plan. Ids get a suffix from the second connection on.</summary>
internal sealed class PlanSteps(string connection, int index)
{
    private readonly List<StepDefinition> _steps = [];
    private readonly List<string> _results = [];

    public IReadOnlyList<StepDefinition> Steps => _steps;

    /// <summary>The id of the report step, or null when there is none.</summary>
    public string? Report { get; private set; }

    public void AddValidation(IReadOnlyList<string>? tables)
    {
        AddResult("schema", "schema.validate", $"Check the schema of {connection}", tables);
        AddResult("quality", "data.check", $"Check the data of {connection}", tables);
    }

    /// <param name="options">Further inputs of the step, by name; null for none.</param>
    public void AddProfile(IReadOnlyList<string>? tables, JsonObject? options = null)
    {
        AddResult("profile", "data.profile", $"Profile {connection}", tables);
        if (options is not null)
            _steps[^1] = _steps[^1] with { With = Joined(_steps[^1].With, options) };
    }

    /// <summary>Checks by a rule file; with a folder, the failing rows go there too.</summary>
    /// <param name="rules">As the steps take it, also a template.</param>
    public void AddValidation(string rules, string? quarantine)
    {
        AddValidation(null);
        for (var step = 0; step < _steps.Count; step++)
            _steps[step] = WithMore(_steps[step], "rules", rules);
        if (quarantine is not null)
        {
            var export = WithMore(Step("quarantine", "quarantine.export", $"Write the failing rows of {connection}", null), "rules", rules);
            _steps.Add(WithMore(export, "folder", quarantine) with { Needs = [.. _results] });
        }
    }

    public void AddAnomalies(IReadOnlyList<string>? tables) => AddResult("anomalies", "anomaly.rows", $"Find unusual rows in {connection}", tables);

    /// <summary>One report over all results added so far.</summary>
    public void AddReport(string title)
    {
        Report = Id("report");
        var with = new JsonObject
        {
            ["title"] = title,
            ["connection"] = connection,
            ["results"] = new JsonArray([.. _results.Select(id => (JsonNode)$"{{{{ steps.{id}.output.result }}}}")]),
        };
        _steps.Add(new StepDefinition
        {
            Id = Report,
            Type = "report.write",
            Title = $"Write the report on {connection}",
            With = JsonSerializer.SerializeToElement(with),
            Needs = [.. _results],
        });
    }

    /// <summary>An export after an inspection and after what else was asked for on this connection.</summary>
    public void AddExport(IReadOnlyList<string>? tables, PlannedCondition condition)
    {
        IReadOnlyList<string> waitsFor = [.. _results.Where(id => condition == PlannedCondition.None || id == Id("schema") || id == Id("quality"))];
        _steps.Add(Step("inspect", "schema.inspect", $"Read the tables of {connection}", tables));
        var export = Step("export", "landing.export", $"Export {connection} to CSV files", tables);
        _steps.Add(export with { Needs = [Id("inspect"), .. waitsFor], When = When(condition) });
    }

    /// <summary>A migration behind what else was asked for on this connection.</summary>
    public void AddMigration(MigrationAsked asked, PlannedCondition condition)
    {
        IReadOnlyList<string> needs = asked.DryRun ? [] : [Id("schema"), Id("quality")];
        _steps.AddRange(MigrationSteps.Of(asked, Id, needs, When(condition)));
    }

    private string? When(PlannedCondition condition) => condition switch
    {
        PlannedCondition.Clean => $"steps.{Id("quality")}.output.errors == 0 and steps.{Id("schema")}.output.errors == 0",
        PlannedCondition.Errors => $"steps.{Id("quality")}.output.errors > 0 or steps.{Id("schema")}.output.errors > 0",
        _ => null,
    };

    private static JsonElement Joined(JsonElement with, JsonObject options)
    {
        var joined = JsonSerializer.SerializeToNode(with)!.AsObject();
        foreach (var (name, value) in options)
            joined[name] = value?.DeepClone();
        return JsonSerializer.SerializeToElement(joined);
    }

    private void AddResult(string id, string type, string title, IReadOnlyList<string>? tables)
    {
        _steps.Add(Step(id, type, title, tables));
        _results.Add(Id(id));
    }

    private StepDefinition Step(string id, string type, string title, IReadOnlyList<string>? tables)
    {
        var with = new JsonObject { ["connection"] = connection };
        if (tables is not null)
            with["tables"] = new JsonArray([.. tables.Select(table => (JsonNode)table)]);
        return new StepDefinition { Id = Id(id), Type = type, Title = title, With = JsonSerializer.SerializeToElement(with) };
    }

    private static StepDefinition WithMore(StepDefinition step, string name, string value)
    {
        var with = JsonSerializer.Deserialize<JsonObject>(step.With)!;
        with[name] = value;
        return step with { With = JsonSerializer.SerializeToElement(with) };
    }

    private string Id(string id) => index == 0 ? id : $"{id}_{index + 1}";
}
