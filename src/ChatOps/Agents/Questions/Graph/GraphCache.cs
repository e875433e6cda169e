using System.Collections.Concurrent;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Readings;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>Graphs by connection, read once and again when the schema has changed or the values have grown old.</summary>
internal sealed class GraphCache(DatabaseAccess access, TimeProvider time)
{
    /// <summary>A schema that was looked at so recently is taken to be the same.</summary>
    private static readonly TimeSpan SchemaFresh = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ValuesFresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<KnownGraph> GetAsync(QuestionScope scope, CancellationToken cancellationToken)
    {
        var connection = scope.Connection;
        var entry = _entries.GetOrAdd($"{connection.Name}\n{connection.Provider}\n{DatabasePlace.Of(connection)}", _ => new Entry());
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (entry.Known is { } known && now - entry.Looked < SchemaFresh)
                return known;
            await using var session = await access.OpenReaderAsync(connection, cancellationToken);
            var schema = scope.Stated(await SchemaReader.ReadAsync(session, cancellationToken));
            if (entry.Known is null || entry.Known.Graph.Fingerprint != schema.Fingerprint || now - entry.Read >= ValuesFresh)
                (entry.Known, entry.Read) = (new KnownGraph(await GraphReader.ReadAsync(session, schema, cancellationToken)), now);
            entry.Looked = now;
            return entry.Known;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public KnownGraph? Known { get; set; }

        public DateTimeOffset Looked { get; set; }

        public DateTimeOffset Read { get; set; }
    }
}

/// <summary>A graph and its names in the languages that were asked in.</summary>
internal sealed class KnownGraph(SchemaGraph graph)
{
    private readonly ConcurrentDictionary<string, (IReadOnlyList<QuestionSynonym> Synonyms, SchemaNames Names)> _names = new(StringComparer.Ordinal);

    public SchemaGraph Graph => graph;

    /// <summary>Made again where the knowledge base has come to say something else.</summary>
    public SchemaNames Names(QuestionLexicon lexicon, IReadOnlyList<QuestionSynonym> synonyms)
    {
        if (_names.TryGetValue(lexicon.Language, out var known) && known.Synonyms.SequenceEqual(synonyms))
            return known.Names;
        return (_names[lexicon.Language] = (synonyms, new SchemaNames(graph, lexicon, synonyms))).Names;
    }
}
