using System.Runtime.InteropServices;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Knowledge.Documents;

/// <summary>Keeps documents and their passages.</summary>
public sealed class DocumentStore(StateDatabase state, TimeProvider clock)
{
    /// <summary>Words of headings say more about a passage than words in it.</summary>
    private const string ByRank = "bm25(knowledge_passage_texts, 2.0, 1.0), rowid";

    /// <summary>By name.</summary>
    /// <param name="model">Whose vectors are counted; null for none.</param>
    public async Task<IReadOnlyList<Document>> ListAsync(string? model, CancellationToken cancellationToken)
    {
        var rows = await state.ReadAsync(
            database => database.Query<Row>(
                """
                SELECT d.name, d.kind, d.bytes, d.sha256, d.added_by, d.added_at, count(p.id) AS passages, count(CASE WHEN p.model = @model THEN 1 END) AS vectors
                FROM knowledge_documents AS d LEFT JOIN knowledge_passages AS p ON p.document_id = d.id GROUP BY d.id ORDER BY d.name
                """,
                new { model }).ToList(),
            cancellationToken);
        return [.. rows.Select(row => new Document(row.name, row.kind, row.bytes, row.sha256, (int)row.passages, (int)row.vectors, row.added_by, DateTimeOffset.FromUnixTimeMilliseconds(row.added_at)))];
    }

    /// <summary>Keeps a document in place of the one of its name.</summary>
    /// <param name="vectors">One for each passage, or null for none.</param>
    /// <returns>True where there was one of its name.</returns>
    public Task<bool> PutAsync(DocumentReading.Read document, IReadOnlyList<float[]>? vectors, string? model, string personId, CancellationToken cancellationToken) =>
        state.WriteAsync(
            database =>
            {
                var replaced = Remove(database, document.Name);
                var id = database.QuerySingle<long>(
                    "INSERT INTO knowledge_documents (name, kind, bytes, sha256, added_by, added_at) VALUES (@Name, @Kind, @Bytes, @Sha256, @personId, @at) RETURNING id",
                    new { document.Name, document.Kind, document.Bytes, document.Sha256, personId, at = clock.GetUtcNow().ToUnixTimeMilliseconds() });
                for (var at = 0; at < document.Passages.Count; at++)
                    Insert(database, id, document.Passages[at], vectors?[at], model);
                return replaced;
            },
            cancellationToken);

    /// <summary>False where there is none of that name.</summary>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => state.WriteAsync(database => Remove(database, name), cancellationToken);

    /// <summary>Ids of the passages that match an FTS5 expression, best first by BM25.</summary>
    public Task<IReadOnlyList<long>> FindByWordsAsync(string expression, int limit, CancellationToken cancellationToken) =>
        state.ReadAsync<IReadOnlyList<long>>(
            database => database.Query<long>($"SELECT rowid FROM knowledge_passage_texts WHERE knowledge_passage_texts MATCH @expression ORDER BY {ByRank} LIMIT @limit", new { expression, limit }).ToList(),
            cancellationToken);

    /// <summary>Ids of the passages whose vectors are nearest, nearest first.</summary>
    /// <param name="floor">The least cosine that counts as near.</param>
    public Task<IReadOnlyList<long>> FindByVectorAsync(float[] vector, string model, float floor, int limit, CancellationToken cancellationToken) =>
        state.ReadAsync<IReadOnlyList<long>>(
            database =>
            {
                var best = new PriorityQueue<long, float>();
                foreach (var (id, bytes) in database.Query<(long Id, byte[] Vector)>("SELECT id, vector FROM knowledge_passages WHERE model = @model", new { model }, buffered: false))
                {
                    var cosine = Product(vector, MemoryMarshal.Cast<byte, float>(bytes));
                    if (cosine >= floor)
                        best.Enqueue(id, cosine);
                    if (best.Count > limit)
                        best.Dequeue();
                }

                var nearest = new List<long>(best.Count);
                while (best.TryDequeue(out var id, out _))
                    nearest.Insert(0, id);
                return nearest;
            },
            cancellationToken);

    /// <summary>The passages of these ids, in their order.</summary>
    public async Task<IReadOnlyList<(string Document, DocumentPassage Passage)>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var rows = await state.ReadAsync(
            database => database.Query<(long Id, string Document, string Place, string Text)>(
                """
                SELECT p.id, d.name, t.place, t.text FROM knowledge_passages AS p
                JOIN knowledge_documents AS d ON d.id = p.document_id JOIN knowledge_passage_texts AS t ON t.rowid = p.id WHERE p.id IN @ids
                """,
                new { ids }).ToDictionary(row => row.Id),
            cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => (rows[id].Document, new DocumentPassage(rows[id].Place, rows[id].Text)))];
    }

    private static void Insert(SqliteConnection database, long documentId, DocumentPassage passage, float[]? vector, string? model)
    {
        var id = database.QuerySingle<long>(
            "INSERT INTO knowledge_passages (document_id, model, vector) VALUES (@documentId, @model, @vector) RETURNING id",
            new { documentId, model = vector is null ? null : model, vector = vector is null ? null : MemoryMarshal.AsBytes(vector.AsSpan()).ToArray() });
        database.Execute("INSERT INTO knowledge_passage_texts (rowid, place, text) VALUES (@id, @Place, @Text)", new { id, passage.Place, passage.Text });
    }

    private static bool Remove(SqliteConnection database, string name)
    {
        const string Own = "(SELECT id FROM knowledge_documents WHERE name = @name)";
        database.Execute($"DELETE FROM knowledge_passage_texts WHERE rowid IN (SELECT id FROM knowledge_passages WHERE document_id IN {Own})", new { name });
        database.Execute($"DELETE FROM knowledge_passages WHERE document_id IN {Own}", new { name });
        return database.Execute("DELETE FROM knowledge_documents WHERE name = @name", new { name }) > 0;
    }

    /// <summary>0 for a vector of another length, which another version of the model has made.</summary>
    private static float Product(float[] left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
            return 0;
        var sum = 0f;
        for (var at = 0; at < left.Length; at++)
            sum += left[at] * right[at];
        return sum;
    }

#pragma warning disable IDE1006, CA1812 // Dapper fills it by the names of the columns; a counted column of no rows has no type that a constructor could match.
    private sealed class Row
    {
        public string name { get; init; } = "";

        public string kind { get; init; } = "";

        public long bytes { get; init; }

        public string sha256 { get; init; } = "";

        public string added_by { get; init; } = "";

        public long added_at { get; init; }

        public long passages { get; init; }

        public long vectors { get; init; }
    }
#pragma warning restore IDE1006, CA1812
}
