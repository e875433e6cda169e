using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Plans;

/// <summary>What somebody wants migrated.</summary>
/// <param name="Source">The connection that rows come from.</param>
/// <param name="Target">The connection they go to.</param>
internal sealed record MigrationAsked(string Source, string Target)
{
    /// <summary>Only these tables; null for all.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>fail, append, replace or resume.</summary>
    public string Mode { get; init; } = "fail";

    /// <summary>PostgreSQL: the namespace; null for the target's own.</summary>
    public string? Schema { get; init; }

    /// <summary>As the step takes it, also a template; null for none.</summary>
    public string? Overrides { get; init; }

    /// <summary>The plan and nothing more.</summary>
    public bool DryRun { get; init; }

    public bool Verify { get; init; } = true;

    /// <summary>A folder for a backup of the target before the first write; null for none.</summary>
    public string? Backup { get; init; }
}

/// <summary>
/// The steps of a migration. The dry run decides everything by reading; the steps that write carry its plan and its digest, so that the one decision
/// that they wait for is about exactly what they do.
/// </summary>
internal static class MigrationSteps
{
    /// <summary>A network that stumbles costs a pause, not the migration: what was loaded is not loaded again.</summary>
    private static readonly RetryPolicy Stubborn = new(5, Backoff.Exponential, TimeSpan.FromSeconds(2));

    /// <param name="id">A step's id in the plan from its plain one.</param>
    /// <param name="needs">What the dry run waits for.</param>
    /// <param name="when">Its condition, or null.</param>
    public static IReadOnlyList<StepDefinition> Of(MigrationAsked asked, Func<string, string> id, IReadOnlyList<string> needs, string? when)
    {
        var dryRun = new StepDefinition
        {
            Id = id("dry_run"),
            Type = "migrate.dry-run",
            Title = $"Plan the migration of {asked.Source} to {asked.Target}",
            With = JsonSerializer.SerializeToElement(Wishes(asked)),
            Needs = needs,
            When = when,
        };
        if (asked.DryRun)
            return [dryRun];
        List<StepDefinition> steps =
        [
            dryRun,
            .. Backup(asked, id),
            Step("create", asked.Mode == "replace" ? "migrate.replace" : "migrate.schema", $"Create the tables in {asked.Target}", asked.Backup is null ? "dry_run" : "backup"),
            Step("copy", "migrate.copy", $"Copy the rows of {asked.Source}", "create") with { Retry = Stubborn },
            Step("finish", "migrate.finish", $"Add references and views in {asked.Target}", "copy") with { Retry = Stubborn },
        ];
        if (asked.Verify)
            steps.Add(Step("verify", "migrate.verify", $"Compare {asked.Target} with {asked.Source}", "finish", ("run", Output("finish", "run"))));
        steps.Add(Step(
            "proof", "migrate.proof", "Write the proof", asked.Verify ? "verify" : "finish",
            [("before", Output("dry_run", "before")), ("outcome", Output("finish", "result")), .. asked.Verify ? [("verification", Output("verify", "result"))] : Array.Empty<(string, string)>()]));
        return steps;

        StepDefinition Step(string name, string type, string title, string after, params (string Name, string Value)[] more)
        {
            var with = Ends(asked);
            with["plan"] = Output("dry_run", "plan");
            with["digest"] = Output("dry_run", "digest");
            foreach (var (key, value) in more)
                with[key] = value;
            return new StepDefinition { Id = id(name), Type = type, Title = title, With = JsonSerializer.SerializeToElement(with), Needs = [id(after)] };
        }

        string Output(string step, string name) => $"{{{{ steps.{id(step)}.output.{name} }}}}";
    }

    /// <summary>A plan that takes a migration back: first what it would drop, by reading, then a decision of its own.</summary>
    /// <param name="run">As the target's own record has it; null for the latest.</param>
    public static IReadOnlyList<StepDefinition> Rollback(string target, string? run)
    {
        var find = new JsonObject { ["target"] = target };
        if (run is not null)
            find["run"] = run;
        var drop = new JsonObject
        {
            ["target"] = target,
            ["plan"] = "{{ steps.find.output.plan }}",
            ["digest"] = "{{ steps.find.output.digest }}",
            ["script"] = "{{ steps.find.output.script }}",
        };
        return
        [
            new StepDefinition { Id = "find", Type = "migrate.rollback-dry-run", Title = $"Find what the migration made in {target}", With = JsonSerializer.SerializeToElement(find) },
            new StepDefinition { Id = "rollback", Type = "migrate.rollback", Title = $"Drop what the migration made in {target}", With = JsonSerializer.SerializeToElement(drop), Needs = ["find"] },
        ];
    }

    private static IEnumerable<StepDefinition> Backup(MigrationAsked asked, Func<string, string> id)
    {
        if (asked.Backup is { } folder)
        {
            var with = new JsonObject { ["connection"] = asked.Target, ["folder"] = folder };
            yield return new StepDefinition { Id = id("backup"), Type = "backup.create", Title = $"Back up {asked.Target}", With = JsonSerializer.SerializeToElement(with), Needs = [id("dry_run")] };
        }
    }

    private static JsonObject Ends(MigrationAsked asked) => new() { ["source"] = asked.Source, ["target"] = asked.Target };

    private static JsonObject Wishes(MigrationAsked asked)
    {
        var with = Ends(asked);
        if (asked.Include is { } include)
            with["include"] = Names(include);
        if (asked.Exclude.Count > 0)
            with["exclude"] = Names(asked.Exclude);
        if (asked.Mode != "fail")
            with["mode"] = asked.Mode;
        if (asked.Schema is { } schema)
            with["schema"] = schema;
        if (asked.Overrides is { } overrides)
            with["overrides"] = overrides;
        return with;
    }

    private static JsonArray Names(IReadOnlyList<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
