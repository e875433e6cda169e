using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Aliases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>Which aliases a person may see: those that name no connection that is hidden from them. A hidden one looks like none.</summary>
internal sealed class AliasSight(AliasStore store, ConnectionRegistry connections)
{
    /// <summary>What counts now, by name.</summary>
    public async Task<IReadOnlyList<AliasVersion>> CurrentAsync(Person person, CancellationToken cancellationToken) =>
        Visible(person, await store.CurrentAsync(cancellationToken));

    /// <summary>What waits for an owner.</summary>
    public async Task<IReadOnlyList<AliasVersion>> WaitingAsync(Person person, CancellationToken cancellationToken) =>
        Visible(person, await store.WaitingAsync(cancellationToken));

    /// <summary>Every version, oldest first; empty where the person may not see the newest.</summary>
    public async Task<IReadOnlyList<AliasVersion>> HistoryAsync(Person person, string name, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(name, cancellationToken);
        return Visible(person, history) is var seen && seen.Any(version => version.State == AliasState.Current) ? seen : [];
    }

    private List<AliasVersion> Visible(Person person, IReadOnlyList<AliasVersion> aliases)
    {
        IReadOnlyList<CatalogConnection> hidden = [.. connections.All
            .Where(connection => !person.MaySee(connection.Name))
            .Select(connection => new CatalogConnection(connection.Name, connection.Aliases, connection.Environment, ""))];
        var tagger = new Tagger(Lexicon.Default, hidden);
        return [.. aliases.Where(alias => hidden.Count == 0 || !tagger.Tag(alias.StandsFor).Any(item => item.Named.Count > 0))];
    }
}
