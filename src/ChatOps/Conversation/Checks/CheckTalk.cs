using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Specialists.DataQuality;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Cards;
using ChatOps.Conversation.Presentation;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation.Checks;

/// <summary>Makes checks of answers: asks with the query on a card, writes the rule file when that is pressed, and runs what was saved.</summary>
internal sealed class CheckTalk(SavedChecks checks, RunAccess access, DialogCatalog catalog, PlanProposer proposer, Replies replies)
{
    /// <summary>A press on "Save as check" below an answer; its id is the run.</summary>
    public const string OfferVerb = "check";

    /// <summary>A press on "Save" on the card that asks; its id is what <see cref="CheckCards"/> wrote there.</summary>
    public const string SaveVerb = "save-check";

    private const string NoAnswer = "There is no answer here to make a check of. Ask a question about the data of a connection first. Nothing was saved.";

    /// <summary>What the conversation remembers from then on; null when the words are about something else, and nothing was said.</summary>
    public async Task<ConversationMemory?> AnswerAsync(Turn turn, Person person, Spoken spoken, ConversationMemory memory, CancellationToken cancellationToken)
    {
        switch (spoken.Intent)
        {
            case KnowledgeIntent.SaveCheck or KnowledgeIntent.ReplaceCheck:
                await AskAsync(turn, person, memory.LastRunId, SavedCheck.NameOf(spoken.Name), spoken.Number ?? 0, spoken.Intent == KnowledgeIntent.ReplaceCheck, cancellationToken);
                return memory with { Pending = null };
            case KnowledgeIntent.RunCheck when checks.Exists(spoken.Text) && Named(person, spoken.Name) is { } connection:
                return await proposer.ProposeAsync(turn, person, PlanOf(connection, spoken.Text), leftOut: null, cancellationToken) is { } run ? memory with { Pending = null, LastRunId = run } : memory with { Pending = null };
            default:
                return null;
        }
    }

    /// <summary>The answer of a run as a check, by a name made of its question.</summary>
    public Task OfferAsync(Turn turn, Person person, string runId, CancellationToken cancellationToken) =>
        AskAsync(turn, person, runId, name: null, atMost: 0, replace: false, cancellationToken);

    /// <summary>Writes what the card showed; whatever has changed since is not written.</summary>
    public async Task SaveAsync(Turn turn, Person person, ActionPayload action, CancellationToken cancellationToken)
    {
        if (!await MayAsync(turn, person, cancellationToken))
            return;
        if (action.Id.Split(' ') is not [var runId, var name, var most, var replaces] || !int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var atMost)
            || await MakeAsync(person, runId, name, atMost, cancellationToken) is not { } check || check.Digest != action.Hash)
        {
            await replies.SayAsync(turn, NoAnswer, [], cancellationToken);
            return;
        }

        var run = $"check {check.Connection} with {check.Name}";
        if (await checks.SaveAsync(check, person.Id, replaces == "replace", cancellationToken))
            await replies.SayAsync(turn, $"Saved as check {check.Name}: it fails where its query returns {CheckCards.Failing(check)}. Run it with: {run}. In a pipeline or on the command line it is the rule file {SavedCheck.FileOf(check.Name)}.", [run], cancellationToken);
        else
            await replies.SayAsync(turn, Taken(check.Name), [], cancellationToken);
    }

    private async Task AskAsync(Turn turn, Person person, string? runId, string? name, int atMost, bool replace, CancellationToken cancellationToken)
    {
        if (!await MayAsync(turn, person, cancellationToken))
            return;
        if (await MakeAsync(person, runId, name, atMost, cancellationToken) is not { } check)
            await replies.SayAsync(turn, NoAnswer, [], cancellationToken);
        else if (!SavedCheck.IsName(check.Name))
            await replies.SayAsync(turn, "A check needs a name of letters, digits and hyphens, such as open-orders. Nothing was saved.", [], cancellationToken);
        else if (checks.Exists(check.Name) && !replace)
            await replies.SayAsync(turn, Taken(check.Name), [], cancellationToken);
        else if (check.Fault() is { } fault)
            await replies.SayAsync(turn, $"That query cannot be a check, so nothing was saved: {fault}", [], cancellationToken);
        else
            await replies.ShowAsync(turn, CheckCards.Ask(check, runId!, replace), [], cancellationToken);
    }

    private async Task<bool> MayAsync(Turn turn, Person person, CancellationToken cancellationToken)
    {
        if (person.Roles.HasFlag(Roles.Operator))
            return true;
        await replies.SayAsync(turn, "You may ask and look, but not save checks, so nothing was saved. An administrator can give you the role operator.", ["help"], cancellationToken);
        return false;
    }

    /// <summary>Null where the run is no answer, or is about what the person may not see, which looks the same.</summary>
    /// <param name="name">Null makes it of the question.</param>
    private async Task<SavedCheck?> MakeAsync(Person person, string? runId, string? name, int atMost, CancellationToken cancellationToken)
    {
        if (runId is null || await access.FindAsync(person, runId, cancellationToken) is not { } run || StepOutputs.First<QuerySummary>(run, "sql.query") is not { } answer
            || run.Definition.Steps.First(step => step.Type == "sql.query").With.GetProperty("connection").GetString() is not { } connection)
        {
            return null;
        }

        var tables = await catalog.ReadTablesAsync(connection, cancellationToken);
        return First(answer.Sql, tables) is { } table ? new SavedCheck(name ?? SavedCheck.NameOf(answer.Question ?? "answer"), connection, table, answer.Sql, answer.Question, atMost) : null;
    }

    /// <summary>The table that the query names first.</summary>
    private static string? First(string sql, IReadOnlyList<string> tables) => tables
        .Select(table => (Table: table, At: Regex.Match(sql, $@"(?<!\w){Regex.Escape(table[(table.LastIndexOf('.') + 1)..])}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)))
        .Where(named => named.At.Success)
        .OrderBy(named => named.At.Index)
        .Select(named => named.Table)
        .FirstOrDefault();

    private string? Named(Person person, string name) =>
        catalog.Visible(person).FirstOrDefault(connection => connection.Aliases.Prepend(connection.Name).Contains(name, StringComparer.OrdinalIgnoreCase))?.Name;

    private static Plan PlanOf(string connection, string name)
    {
        var title = $"Check {connection} with {name}";
        var steps = new PlanSteps(connection, 0);
        steps.AddValidation(SavedCheck.FileOf(name), quarantine: null);
        steps.AddReport(title);
        return new Plan
        {
            Title = title,
            Request = $"check {connection} with {name}",
            Intent = "validate",
            Connections = [connection],
            Summary = $"Runs the saved check {name} on {connection}.",
            Definition = new PipelineDefinition { Name = $"check-{name}", Description = title, Steps = steps.Steps },
        };
    }

    private static string Taken(string name) =>
        $"There is a check called {name} already, so nothing was saved. Choose another name, or say: replace the check {name} with that.";
}
