using ChatOps.Pipelines.State;

namespace ChatOps.Knowledge.Documents;

/// <summary>The tables of documents. A shipped script never changes; a change is a new version.</summary>
internal static class DocumentTables
{
    /// <summary>
    /// A passage's text stands in the full-text table under the passage's id; its vector, 32-bit floats of length 1, beside
    /// the model that made it.
    /// </summary>
    public static StateScript Version1 { get; } = new("knowledge-documents", 1, """
        CREATE TABLE knowledge_documents (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE,
            kind TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            added_by TEXT NOT NULL,
            added_at INTEGER NOT NULL
        );
        CREATE TABLE knowledge_passages (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES knowledge_documents (id),
            model TEXT,
            vector BLOB
        );
        CREATE INDEX knowledge_passages_document ON knowledge_passages (document_id);
        CREATE VIRTUAL TABLE knowledge_passage_texts USING fts5 (place, text, tokenize = 'unicode61 remove_diacritics 2');
        """);
}
