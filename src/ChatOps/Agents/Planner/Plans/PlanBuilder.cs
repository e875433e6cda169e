using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner.Language;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Plans;

/// <summary>Makes the one canonical plan for what was asked: the same work always gives the same definition.</summary>
internal static class PlanBuilder
{
    /// <summary>The plan. A validation includes the profile and the anomalies of the same tables.</summary>
    /// <param name="work">At least one action; at most one of a kind per connection.</param>
    /// <param name="request">See <see cref="Plan.Request"/>.</param>
    public static Plan Build(IReadOnlyList<PlannedWork> work, IReadOnlyList<string> assumptions, string request)
    {
        IReadOnlyList<string> sources = [.. work.Select(item => item.Connection).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<string> targets = [.. work.Select(item => item.Target).OfType<string>().Distinct(StringComparer.Ordinal)];
        IReadOnlyList<string> connections = [.. sources, .. targets.Except(sources)];
        var parts = sources.Select((connection, index) => Steps(connection, index, work)).ToArray();
        IReadOnlyList<PlannedAction> actions = [.. work.Select(item => item.Action).Distinct().Order()];
        var title = Title(actions, sources) + (targets.Count == 0 ? "" : $" to {Join(targets)}");
        return new Plan
        {
            Title = title,
            Request = request,
            Intent = string.Join('+', actions.Select(Word)),
            Connections = connections,
            Summary = string.Join(' ', work.OrderBy(item => item.Action).Select(Sentence)),
            Assumptions = assumptions,
            Definition = new PipelineDefinition
            {
                Name = string.Join('-', actions.Select(Word).Concat(connections.Select(Slug))),
                Description = title,
                Steps = [.. parts.SelectMany(part => part.Steps)],
                Output = Output(parts),
            },
        };
    }

    private static PlanSteps Steps(string connection, int index, IReadOnlyList<PlannedWork> work)
    {
        var steps = new PlanSteps(connection, index);
        var mine = work.Where(item => item.Connection == connection).ToDictionary(item => item.Action);
        var migrate = mine.GetValueOrDefault(PlannedAction.Migrate);
        var validate = mine.GetValueOrDefault(PlannedAction.Validate);
        // Nothing is moved before it was looked at.
        if ((validate ?? migrate) is { } validated)
            steps.AddValidation(validated.Tables);
        if ((mine.GetValueOrDefault(PlannedAction.Profile) ?? validate) is { } profile)
            steps.AddProfile(profile.Tables);
        if ((mine.GetValueOrDefault(PlannedAction.Anomalies) ?? validate) is { } anomalies)
            steps.AddAnomalies(anomalies.Tables);
        IReadOnlyList<PlannedAction> reported = [.. mine.Keys.Where(action => action < PlannedAction.Export).Concat(migrate is null ? [] : [PlannedAction.Validate]).Distinct().Order()];
        if (reported.Count > 0)
            steps.AddReport(Title(reported, [connection]));
        if (mine.TryGetValue(PlannedAction.Export, out var export))
            steps.AddExport(export.Tables, export.Condition);
        if (migrate is not null)
            steps.AddMigration(new MigrationAsked(connection, migrate.Target!) { Include = migrate.Tables }, migrate.Condition);
        if (mine.TryGetValue(PlannedAction.DryRun, out var rehearsal))
            steps.AddMigration(new MigrationAsked(connection, rehearsal.Target!) { Include = rehearsal.Tables, DryRun = true }, PlannedCondition.None);
        return steps;
    }

    private static JsonElement Output(IReadOnlyList<PlanSteps> parts)
    {
        IReadOnlyList<string> reports = [.. parts.Select(part => part.Report).OfType<string>().Select(id => $"{{{{ steps.{id}.output.report }}}}")];
        if (reports.Count == 0)
            return default;
        var output = new JsonObject { ["report"] = reports[0] };
        if (reports.Count > 1)
            output["reports"] = new JsonArray([.. reports.Select(report => (JsonNode)report)]);
        return JsonSerializer.SerializeToElement(output);
    }

    private static string Title(IReadOnlyList<PlannedAction> actions, IReadOnlyList<string> connections)
    {
        var verbs = Join([.. actions.Select(action => action switch
        {
            PlannedAction.Anomalies => "find anomalies in",
            PlannedAction.DryRun => "plan the migration of",
            _ => Word(action),
        })]);
        return $"{char.ToUpperInvariant(verbs[0])}{verbs[1..]} {Join(connections)}";
    }

    private static string Sentence(PlannedWork work)
    {
        var what = work.Tables is null ? $"every table of {work.Connection}" : $"{Join(work.Tables)} of {work.Connection}";
        return work.Action switch
        {
            PlannedAction.Validate => $"Checks the schema and the data of {what}, profiles them, looks for unusual rows and writes a report.",
            PlannedAction.Profile => $"Counts and summarises the columns of {what} and writes a report.",
            PlannedAction.Anomalies => $"Looks for unusual rows in {what} and writes a report.",
            PlannedAction.Migrate => Moves(work, what),
            PlannedAction.DryRun => $"Plans the migration of {what} to {work.Target}, with every statement, and runs nothing of it.",
            _ => $"Exports {what} to CSV files{Only(work.Condition)}.",
        };
    }

    private static string Moves(PlannedWork work, string what)
    {
        var guard = work.Condition == PlannedCondition.Clean
            ? "Errors that the validation finds stop it before anything is written."
            : "What the validation finds does not stop it: rows that do not fit are set aside in the target, each with its reason.";
        return $"Validates {what}, plans how it goes to {work.Target} and asks for a decision on that plan; then creates the tables, copies the rows, adds references and views, compares both value by value and writes a proof. {guard}";
    }

    private static string Only(PlannedCondition condition) => condition switch
    {
        PlannedCondition.Clean => ", only if the validation finds no error",
        PlannedCondition.Errors => ", only if the validation finds an error",
        _ => "",
    };

    private static string Word(PlannedAction action) => action == PlannedAction.DryRun ? "dry-run" : action.ToString().ToLowerInvariant();

    private static string Join(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    // Pipeline names are kebab-case ASCII; a name written in other letters keeps its letters in the title.
    private static string Slug(string connection)
    {
        var slug = new StringBuilder();
        foreach (var character in string.Join('-', Tokenizer.Split(connection).Select(token => token.Key)))
        {
            if (char.IsAsciiLetterOrDigit(character) || (character == '-' && slug.Length > 0 && slug[^1] != '-'))
                slug.Append(character);
        }

        var kept = slug.ToString().Trim('-');
        return kept.Length > 0 ? kept : "connection";
    }
}
