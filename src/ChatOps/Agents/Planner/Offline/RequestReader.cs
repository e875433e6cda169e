using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Reads a request for work and answers it with a plan, a question or a refusal.</summary>
internal sealed class RequestReader(PlannerRequest request, Tagger tagger)
{
    private const string PathReason =
        "Chat takes the names of configured connections only, not file paths or addresses; an administrator can configure the database, or use the command line.";

    private const string OutputReason = "I do not write to a path named in chat; the files stay with the run, where they can be downloaded.";

    private readonly Suggestions _suggestions = new(request.Catalog, request.Memory);

    /// <param name="about">The connection that stands in for whatever the text names; null to read it from the text.</param>
    public async Task<PlannerReply> ReadAsync(
        string text, IReadOnlyList<Resolution> resolved, string? about, CancellationToken cancellationToken)
    {
        var items = await TableSense.SettleAsync(NameSense.Settle(tagger.Tag(text), request.Catalog.Connections), request.Catalog, cancellationToken);
        IReadOnlyList<Clause> clauses = [.. ClauseReader.Read(ClauseSplitter.Split(items), Limitations.Find).Select(Limitations.Settled)];
        if (clauses.FirstOrDefault(clause => clause.Obstacle is { CoversAll: true }) is { } stopped)
            return new PlannerReply.Refuse(stopped.Obstacle!.Reason, _suggestions.Instead(items));
        IReadOnlyList<Clause> wanted = [.. clauses.Where(clause => clause.Obstacle is null && clause.Actions.Count > 0 && !clause.IsNegated)];
        List<string> obstacles = [.. clauses.Select(clause => clause.Obstacle?.Reason).OfType<string>().Distinct()];
        if (items.Any(item => item.Kind == TokenKind.Path))
        {
            if (wanted.Any(clause => clause.IsMigration) || !wanted.Any(clause => clause.Items.Any(item => item.Named.Count > 0)))
                return new PlannerReply.Refuse(PathReason, _suggestions.General);
            obstacles.Add(OutputReason);
        }

        if (wanted.Count == 0)
            return await NothingWantedAsync(text, items, clauses, obstacles, resolved, about, cancellationToken);
        if (request.Catalog.Connections.Count == 0)
            return Suggestions.NoConnections();
        if (wanted.Any(clause => clause.HasStrangeCondition))
            return new PlannerReply.Refuse("I can make an export wait for \"if it is clean\" or \"if there are errors\", and for no other condition yet. Nothing was started.", _suggestions.Instead(items));
        var work = await new WorkReader(request, text, items, resolved, about).ReadAsync(wanted, cancellationToken);
        if (work.Stop is { } stop)
        {
            // A question would invite to complete a request of which a part is forbidden.
            return clauses.Any(clause => clause.Obstacle is { IsForbidden: true })
                ? new PlannerReply.Refuse(string.Join(' ', obstacles), _suggestions.Instead(items))
                : stop;
        }

        var assumptions = Slips(wanted).Concat(work.Assumptions).Distinct().ToArray();
        var plan = PlanBuilder.Build(work.Work, assumptions, Repeatable(text, work));
        return obstacles.Count == 0 ? new PlannerReply.Execute(plan) : new PlannerReply.Partial(plan, string.Join(' ', obstacles));
    }

    private async Task<PlannerReply> NothingWantedAsync(
        string text, IReadOnlyList<Item> items, IReadOnlyList<Clause> clauses, List<string> obstacles, IReadOnlyList<Resolution> resolved, string? about,
        CancellationToken cancellationToken)
    {
        if (obstacles.Count > 0)
            return new PlannerReply.Refuse(string.Join(' ', obstacles), _suggestions.Instead(items));
        if (clauses.Any(clause => clause.IsNegated))
            return new PlannerReply.SmallTalk("All right, nothing was started.", _suggestions.General);
        if (request.Catalog.Connections.Count == 0)
            return _suggestions.NotUnderstood(text);
        var choice = new ConnectionResolver(request.Catalog.Connections, resolved).Resolve(text, items);
        // Only what the person said is "the same"; a repeated text that says it too repeats nothing.
        if (about is null && items.Any(item => item.IsAny(Concept.Same, Concept.Again)) && request.Memory.LastRequest is { } last
            && choice is ConnectionChoice.Found { Connections: [var other] })
        {
            return await ReadAsync(About(RequestText.Clean(last).Value, other.Name), [], other.Name, cancellationToken);
        }

        return choice is ConnectionChoice.Found { Connections: [var connection, ..] } && IsAboutNothingElse(items)
            ? AskWhatToDo(text, connection.Name)
            : _suggestions.NotUnderstood(text);
    }

    private string About(string text, string connection)
    {
        var named = NameSense.Settle(tagger.Tag(text), request.Catalog.Connections).Where(item => item.Named.Count > 0);
        return RepeatableRequest.About(text, [.. named.Select(item => new NamedPlace(item.Start, item.End))], Written(connection));
    }

    // A plan for several connections names them all, or says "all"; its text stays as it is.
    private string Repeatable(string text, WorkReader.Outcome work) =>
        work.Work.All(item => item.Target is null) && work.Work.Select(item => item.Connection).Distinct().ToArray() is [var only] ? RepeatableRequest.About(text, work.Places, Written(only)) : text;

    // Without quotation marks where the words can be nothing but the name.
    private string Written(string connection) =>
        tagger.Tag(connection) is [{ Named.Count: 1, Concepts.Count: 0 }] ? connection : RepeatableRequest.Quoted(connection);

    private static bool IsAboutNothingElse(IReadOnlyList<Item> items) =>
        items.Any(item => item.Named.Count > 0) || items.Count(item => item.Kind == TokenKind.Word) <= 3;

    private static PlannerReply.Clarify AskWhatToDo(string text, string connection) => new(
        $"What should I do with {connection}?",
        Suggestions.For(connection),
        new PendingRequest { Text = text, Slot = PendingSlot.Action, Mention = connection, Choices = Suggestions.For(connection) });

    private static IEnumerable<string> Slips(IReadOnlyList<Clause> clauses) => clauses
        .SelectMany(clause => clause.Items)
        .Where(item => item.ReadAs is not null && ClauseSplitter.IsCue(item))
        .Select(item => $"I read \"{item.Text}\" as {item.ReadAs}.");
}
