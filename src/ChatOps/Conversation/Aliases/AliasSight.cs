using ChatOps.Knowledge.Aliases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>Which aliases a person may see: those that name no connection that is hidden from them. A hidden one looks like none.</summary>
internal sealed class AliasSight(AliasStore store, HiddenNames hidden)
{
    /// <summary>What counts now, by name.</summary>
    public async Task<IReadOnlyList<AliasVersion>> CurrentAsync(Person person, CancellationToken cancellationToken) =>
        Visible(person, await store.CurrentAsync(cancellationToken));

    /// <summary>What waits for an owner.</summary>
    public async Task<IReadOnlyList<AliasVersion>> WaitingAsync(Person person, CancellationToken cancellationToken) =>
        Visible(person, await store.WaitingAsync(cancellationToken));

    /// <summary>Every version that the person may see, oldest first; empty where the one that counts is hidden from them.</summary>
    public async Task<IReadOnlyList<AliasVersion>> HistoryAsync(Person person, string name, CancellationToken cancellationToken)
    {
        var seen = Visible(person, await store.HistoryAsync(name, cancellationToken));
        return seen.Any(version => version.State == AliasState.Current) ? seen : [];
    }

    /// <summary>There is an alias of that name, and the person may not learn what it stands for.</summary>
    public async Task<bool> IsHiddenAsync(Person person, string name, CancellationToken cancellationToken) =>
        (await store.CurrentAsync(cancellationToken)).FirstOrDefault(alias => AliasName.KeyOf(alias.Name) == AliasName.KeyOf(name)) is { } alias && hidden.For(person)(alias.StandsFor);

    private List<AliasVersion> Visible(Person person, IReadOnlyList<AliasVersion> aliases)
    {
        var isHidden = hidden.For(person);
        return [.. aliases.Where(alias => !isHidden(alias.StandsFor))];
    }
}
