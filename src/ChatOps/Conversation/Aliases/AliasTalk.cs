using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;
using ChatOps.Knowledge.Aliases;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>Talks about aliases: makes, changes, shows, lists and retires them, and asks their owners.</summary>
internal sealed class AliasTalk(AliasStore store, AliasSight sight, AliasTrial trial, AliasNotices notices, DialogCatalog catalog, PeopleDirectory people, PhraseBook phrases, Replies replies)
{
    /// <summary>False when the words turn out to be about something else; then nothing was said.</summary>
    public async Task<bool> AnswerAsync(Turn turn, Person person, Spoken spoken, ConversationMemory memory, CancellationToken cancellationToken)
    {
        var change = new AliasChange(spoken.Name, Origin.Of(turn).ToString());
        switch (spoken.Intent)
        {
            case KnowledgeIntent.DefineAlias:
                return await DefineAsync(turn, person, change with { StandsFor = spoken.Text }, cancellationToken);
            case KnowledgeIntent.NameLastRequest when CouldBeMeant(spoken.Name):
                return memory.LastRequest is { } last
                    ? await DefineAsync(turn, person, change with { StandsFor = last }, cancellationToken)
                    : await SayAsync(turn, "Nothing has been asked in this conversation yet, so there is nothing to call that. Say what it is to stand for: define alias SALES-CHECK as validate sales.", cancellationToken);
            case KnowledgeIntent.SetAliasZone:
                return await ChangeAsync(turn, person, change with { TimeZone = spoken.Text }, cancellationToken);
            case KnowledgeIntent.SetAliasChannel:
                return await ChangeAsync(turn, person, change with { Channel = spoken.Text }, cancellationToken);
            case KnowledgeIntent.GiveAlias:
                return await GiveAsync(turn, person, change, spoken.Text, cancellationToken);
            case KnowledgeIntent.RetireAlias:
                return await ChangeAsync(turn, person, change with { Retire = true }, cancellationToken);
            case KnowledgeIntent.AcceptAlias or KnowledgeIntent.RefuseAlias:
                return await DecideAsync(turn, person, spoken, cancellationToken);
            case KnowledgeIntent.ShowAlias or KnowledgeIntent.ExplainName:
                return await ShowAsync(turn, person, spoken, cancellationToken);
            case KnowledgeIntent.ListAliases:
                await replies.ShowAsync(turn, AliasCards.List(await sight.CurrentAsync(person, cancellationToken), await sight.WaitingAsync(person, cancellationToken), NameOf), [], cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> DefineAsync(Turn turn, Person person, AliasChange change, CancellationToken cancellationToken)
    {
        if (Taken(change.Name, person) is { } taken)
            return await SayAsync(turn, taken, cancellationToken);
        if (await sight.IsHiddenAsync(person, change.Name, cancellationToken))
            return await SayAsync(turn, $"The name {change.Name} is not free. Choose another. Nothing was kept.", cancellationToken);
        if (await trial.FaultAsync(person, change, cancellationToken) is { } fault)
            return await SayAsync(turn, fault, cancellationToken);
        return await TellAsync(turn, person, await store.ChangeAsync(change, person, cancellationToken), cancellationToken);
    }

    private async Task<bool> ChangeAsync(Turn turn, Person person, AliasChange change, CancellationToken cancellationToken) =>
        (await sight.HistoryAsync(person, change.Name, cancellationToken)).Count == 0
            ? await SayAsync(turn, $"I know no alias {change.Name}, so nothing was changed.", cancellationToken)
            : await TellAsync(turn, person, await store.ChangeAsync(change, person, cancellationToken), cancellationToken);

    private async Task<bool> GiveAsync(Turn turn, Person person, AliasChange change, string to, CancellationToken cancellationToken) =>
        people.All.FirstOrDefault(other => Is(other.Id, to) || Is(other.Name, to)) is { } owner
            ? await ChangeAsync(turn, person, change with { Owner = owner.Id }, cancellationToken)
            : await SayAsync(turn, $"I know nobody called {to}, so nothing was changed.", cancellationToken);

    private async Task<bool> DecideAsync(Turn turn, Person person, Spoken spoken, CancellationToken cancellationToken)
    {
        var history = await sight.HistoryAsync(person, spoken.Name, cancellationToken);
        if (history.Count == 0)
            return await SayAsync(turn, $"I know no alias {spoken.Name}, so nothing was changed.", cancellationToken);
        return await TellAsync(turn, person, await store.DecideAsync(spoken.Name, spoken.Version, spoken.Intent == KnowledgeIntent.AcceptAlias, person, cancellationToken), cancellationToken);
    }

    private async Task<bool> ShowAsync(Turn turn, Person person, Spoken spoken, CancellationToken cancellationToken)
    {
        var history = await sight.HistoryAsync(person, spoken.Name, cancellationToken);
        if (history.LastOrDefault(version => version.State == AliasState.Current) is { } current && (!current.IsRetired || spoken.Intent == KnowledgeIntent.ShowAlias))
        {
            await replies.ShowAsync(turn, AliasCards.One(current, history, NameOf), [], cancellationToken);
            return true;
        }

        // "What is orders?" may be about anything else.
        return spoken.Intent == KnowledgeIntent.ShowAlias && await SayAsync(turn, $"I know no alias {spoken.Name}.", cancellationToken);
    }

    private async Task<bool> TellAsync(Turn turn, Person person, AliasOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case AliasOutcome.Kept { Version: var version, Before: var before }:
                var history = await sight.HistoryAsync(person, version.Name, cancellationToken);
                await replies.ShowAsync(turn, AliasCards.One(version, history, NameOf, Told(version, before)), [], cancellationToken);
                await notices.DecidedAsync(turn, version, $"Version {version.Version} of {version.Name} was accepted and counts now.", cancellationToken);
                break;
            case AliasOutcome.Waits { Version: var draft, Before: var current }:
                await replies.SayAsync(turn, $"{current.Name} belongs to {NameOf(current.Owner)}, so version {draft.Version} waits for {NameOf(current.Owner)} or an administrator. Until then it stands for: {current.StandsFor}", ["aliases"], cancellationToken);
                await notices.AskAsync(draft, current, NameOf, cancellationToken);
                break;
            case AliasOutcome.Dropped { Version: var dropped, Current: var stays }:
                await replies.SayAsync(turn, $"Version {dropped.Version} of {dropped.Name} was refused. It still stands for: {stays?.StandsFor}", [], cancellationToken);
                await notices.DecidedAsync(turn, dropped, $"Version {dropped.Version} of {dropped.Name} was refused, so nothing was changed.", cancellationToken);
                break;
            case AliasOutcome.Refused refused:
                await replies.SayAsync(turn, refused.Reason, ["aliases"], cancellationToken);
                break;
        }

        return true;
    }

    private static string Told(AliasVersion version, AliasVersion? before) => (version.IsRetired, before) switch
    {
        (true, _) => $"{version.Name} is retired and stands for nothing any more. Its versions are kept.",
        (_, null) => $"Kept. Say {version.Name}{string.Concat(AliasPlaces.Of(version.StandsFor).Select(place => $" and a {place}"))}, and I do what it stands for; what that is stands on the plan.",
        _ => "Changed. It counts from now on.",
    };

    /// <summary>Why the name cannot be used, or null.</summary>
    private string? Taken(string name, Person person)
    {
        if (catalog.Visible(person).Any(connection => connection.Aliases.Prepend(connection.Name).Any(known => AliasName.KeyOf(known) == AliasName.KeyOf(name))))
            return $"{name} is the name of a connection already. Choose another, such as {name.ToUpperInvariant()}-CHECK. Nothing was kept.";
        return IsOrdinary(name) ? $"{name} is a word that I understand already. Choose another name, such as {name.ToUpperInvariant()}-CHECK. Nothing was kept." : null;
    }

    private bool IsOrdinary(string name) => !AliasName.IsUnlikeWords(name) && (Lexicon.Default.Find(WordKey.Of(name)) is not null || phrases.Read(name) is not null);

    /// <summary>"Call it off" names nothing.</summary>
    private bool CouldBeMeant(string name) => AliasName.IsValid(name) && !IsOrdinary(name) && (AliasName.IsUnlikeWords(name) || name.Any(char.IsUpper));

    private async Task<bool> SayAsync(Turn turn, string text, CancellationToken cancellationToken)
    {
        await replies.SayAsync(turn, text, ["aliases"], cancellationToken);
        return true;
    }

    private string NameOf(string id) => people.FindById(id)?.Name ?? id;

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
