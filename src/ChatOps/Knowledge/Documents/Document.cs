namespace ChatOps.Knowledge.Documents;

/// <summary>A document that is kept.</summary>
/// <param name="Name">Its file's name, which no two have.</param>
/// <param name="Kind">text, markdown, csv or pdf.</param>
/// <param name="Passages">Pieces that can be found and quoted.</param>
/// <param name="Vectors">Of those, how many have a vector of the model in use.</param>
/// <param name="AddedBy">The id of a person.</param>
public sealed record Document(string Name, string Kind, long Bytes, string Sha256, int Passages, int Vectors, string AddedBy, DateTimeOffset AddedAt);

/// <summary>A piece of a document.</summary>
/// <param name="Place">Where in the document it stands, such as <c>under Backups &gt; Retention, line 12</c>, <c>page 3</c> or <c>rows 10 to 14</c>.</param>
public sealed record DocumentPassage(string Place, string Text);

/// <summary>What reading a file came to. Closed: a new outcome is a nested record here.</summary>
public abstract record DocumentReading
{
    private DocumentReading()
    {
    }

    /// <summary>The file's text in pieces.</summary>
    public sealed record Read(string Name, string Kind, long Bytes, string Sha256, IReadOnlyList<DocumentPassage> Passages) : DocumentReading;

    /// <summary>The file is no document that can be read, and why, in a sentence.</summary>
    public sealed record Refused(string Reason) : DocumentReading;
}
