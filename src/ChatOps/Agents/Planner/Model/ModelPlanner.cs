using ChatOps.Agents.Models;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Model;

/// <summary>
/// Lets a language model read requests for work, where one is configured. The grammar reads every request first: what it refuses stays refused,
/// and commands, answers to its questions and small talk need no model. Where the model fails, the grammar's reply stands and says so.
/// </summary>
internal sealed class ModelPlanner(OfflinePlanner offline, ModelAgent agent) : IPlanner
{
    private const string Agent = "planner";
    private const string Mark = "A language model read the request; check that the plan is what you meant.";

    private readonly Lexicon _lexicon = Lexicon.Default;

    public async Task<PlannerReply> PlanAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        var reply = await offline.PlanAsync(request, cancellationToken);
        if (!agent.IsConfigured || request.Memory.Pending is not null || !MayBeBettered(reply) || request.Catalog.Connections.Count == 0)
            return reply;
        var cleaned = request with { Text = RequestText.Clean(request.Text).Value };
        var said = new Tagger(_lexicon, request.Catalog.Connections).Tag(cleaned.Text);
        IReadOnlyCollection<string> about = [.. said.SelectMany(item => item.Named).Select(connection => connection.Name), .. reply is PlannerReply.Execute execute ? execute.Plan.Connections : []];
        var contract = new AnswerContract<PlannerReply>("plan", PlanAnswer.Schema, async (json, stop) => await ReadAsync(json, cleaned, said, reply, stop));
        var answer = await agent.AskAsync(Agent, await PlanPrompt.VariablesAsync(cleaned, about, cancellationToken), contract, ModelTools.None, cancellationToken);
        return answer.Answer ?? ReplyNotes.With(reply, $"{answer.Problem!.Message} I read the request without it.");
    }

    /// <summary>The plan is the model's, and not the grammar's that stands in for it.</summary>
    public static bool Wrote(Plan plan) => plan.Assumptions.Contains(Mark);

    /// <summary>Questions about data have a reader, and a model, of their own.</summary>
    private static bool MayBeBettered(PlannerReply reply) => reply is PlannerReply.Clarify or PlannerReply.Unknown || reply is PlannerReply.Execute { Plan.Intent: not QueryPlan.Intent };

    private static async Task<Checked<PlannerReply>> ReadAsync(System.Text.Json.JsonElement json, PlannerRequest request, IReadOnlyList<Item> said, PlannerReply offline, CancellationToken cancellationToken)
    {
        if (PlanAnswer.Read(json) is not { } answer)
            return Checked<PlannerReply>.Wrong("The object has not the keys and kinds of values that were asked for.");
        if (answer.Outcome is "unknown")
            return Checked<PlannerReply>.Of(offline);
        if (answer.Outcome is "clarify" or "refuse")
            return Spoken(answer, offline);
        if (answer.Outcome is not ("execute" or "partial"))
            return Checked<PlannerReply>.Wrong("\"outcome\" must be execute, partial, clarify, refuse or unknown.");
        var reason = ModelWords.Clean(answer.Reason);
        if (answer.Outcome == "partial" && reason is null)
            return Checked<PlannerReply>.Wrong("\"reason\" must say in one plain sentence what is left out and why.");
        var work = await new PlanAnswerCheck(request, said).ReadAsync(answer.Work ?? [], cancellationToken);
        if (work.Value is not { } planned)
            return Checked<PlannerReply>.Wrong(work.Findings);
        var plan = PlanBuilder.Build(planned, [.. (answer.Assumptions ?? []).Select(words => ModelWords.Clean(words)).OfType<string>().Take(5), Mark], request.Text);
        return Checked<PlannerReply>.Of(answer.Outcome == "partial" ? new PlannerReply.Partial(plan, reason!) : new PlannerReply.Execute(plan));
    }

    /// <summary>The grammar's own question is better than a model's: its answer can be taken up.</summary>
    private static Checked<PlannerReply> Spoken(PlanAnswer answer, PlannerReply offline)
    {
        if (offline is PlannerReply.Clarify)
            return Checked<PlannerReply>.Of(offline);
        if (ModelWords.Clean(answer.Outcome == "clarify" ? answer.Question : answer.Reason) is not { } words)
            return Checked<PlannerReply>.Wrong("\"question\" (to clarify) or \"reason\" (to refuse) must be one plain sentence without a link.");
        IReadOnlyList<string> choices = [.. (answer.Choices ?? []).Select(words => ModelWords.Clean(words)).OfType<string>().Take(5)];
        return Checked<PlannerReply>.Of(answer.Outcome == "clarify" ? new PlannerReply.Unknown(words, choices) : new PlannerReply.Refuse(words, choices));
    }
}
