using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;
using ChatOps.Database.Connections;
using ChatOps.People;

namespace ChatOps.Conversation;

/// <summary>Finds names of connections in a text that a person may not learn of.</summary>
internal sealed class HiddenNames(ConnectionRegistry connections)
{
    /// <summary>Tells of a text whether it names a connection that is hidden from the person.</summary>
    public Func<string, bool> For(Person person)
    {
        IReadOnlyList<CatalogConnection> hidden = [.. connections.All
            .Where(connection => !person.MaySee(connection.Name))
            .Select(connection => new CatalogConnection(connection.Name, connection.Aliases, connection.Environment, ""))];
        if (hidden.Count == 0)
            return static _ => false;
        var tagger = new Tagger(Lexicon.Default, hidden);
        return text => tagger.Tag(text).Any(item => item.Named.Count > 0);
    }
}
