using ChatOps.Cards;
using ChatOps.Knowledge.Documents;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;
using ChatOps.Reports;

namespace ChatOps.Conversation.Documents;

/// <summary>
/// Answers out of the documents by quoting them. A quotation is shown and nothing else: no planner and no command ever
/// reads it, whatever it says.
/// </summary>
internal sealed class DocumentTalk(DocumentSearch search, DocumentStore store, PeopleDirectory people, Replies replies)
{
    private const int MostQuoted = 3;

    /// <summary>False when the words are about something else; then nothing was said.</summary>
    public async Task<bool> AnswerAsync(Turn turn, Spoken spoken, CancellationToken cancellationToken)
    {
        if (spoken.Intent is not (KnowledgeIntent.AskDocuments or KnowledgeIntent.ListDocuments))
            return false;
        var documents = await store.ListAsync(model: null, cancellationToken);
        if (documents.Count == 0)
            await replies.SayAsync(turn, "There are no documents yet. An administrator adds them at the command line: knowledge add FILE.", ["help"], cancellationToken);
        else if (spoken.Intent == KnowledgeIntent.ListDocuments)
            await replies.ShowAsync(turn, List(documents), [], cancellationToken);
        else
            await QuoteAsync(turn, spoken.Text, documents, cancellationToken);
        return true;
    }

    private async Task QuoteAsync(Turn turn, string question, IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var found = await search.SearchAsync(question, MostQuoted, cancellationToken);
        if (found.Passages.Count == 0)
            await replies.SayAsync(turn, $"I found nothing about \"{question}\" in {Figures.Count(documents.Count, "document")}. {found.Note}".TrimEnd(), ["documents"], cancellationToken);
        else
            await replies.ShowAsync(turn, Quotations(question, found), [], cancellationToken);
    }

    private static Card Quotations(string question, SearchResult found) => new()
    {
        Title = $"What the documents say about {question}",
        Subtitle = "Quoted as they stand; I do nothing that a document says.",
        Summary = $"{found.Passages[0].Document}, {found.Passages[0].Place}: {found.Passages[0].Quote}",
        Blocks =
        [
            .. found.Passages.SelectMany(passage => new CardBlock[]
            {
                new CardBlock.Text($"{passage.Document}, {passage.Place}", Strong: true),
                new CardBlock.Text($"“{passage.Quote}”"),
            }),
            .. found.Note is { } note ? [new CardBlock.Text(note, Tone.Warning)] : Array.Empty<CardBlock>(),
        ],
    };

    private Card List(IReadOnlyList<Document> documents) => new()
    {
        Title = "Documents",
        Summary = Figures.Count(documents.Count, "document"),
        Blocks =
        [
            new CardBlock.Table(
                ["Name", "Kind", "Size", "Passages", "Added by"],
                [.. documents.Select(document => new[] { document.Name, document.Kind, Figures.Bytes(document.Bytes), Figures.Number(document.Passages), people.FindById(document.AddedBy)?.Name ?? document.AddedBy })]),
        ],
    };
}
