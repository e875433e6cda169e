using System.CommandLine;
using ChatOps.Knowledge.Documents;
using ChatOps.Pipelines.Policy;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>knowledge ...</c>: what people have stated. It works on the data folder beside a running server, which sees every change at once.</summary>
internal sealed class KnowledgeCommand(GlobalOptions options)
{
    private const int PassagesShown = 10;

    private readonly Argument<string[]> _files = new("FILE") { Description = "Text, Markdown, CSV or PDF.", Arity = ArgumentArity.OneOrMore };
    private readonly Argument<string> _name = new("NAME") { Description = "The document, as the list names it." };
    private readonly Argument<string> _question = new("QUESTION") { Description = "What to look for, in your own words." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build() => new("knowledge", "Documents that the bot quotes, and schemas that are stated to be true.")
    {
        Sub("add", "Keeps documents; a file of a known name takes its place.", AddAsync, _files),
        Sub("list", "Lists the documents.", ListAsync),
        Sub("remove", "Removes a document.", RemoveAsync, _name),
        Sub("search", "Finds passages and says where they stand.", SearchAsync, _question),
        new SchemaCommand(options).Build(),
    };

    private Command Sub(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params Argument[] arguments)
    {
        var command = new Command(name, description) { _json };
        foreach (var argument in arguments)
            command.Add(argument);
        command.SetAction(run);
        return command;
    }

    private async Task<int> AddAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var person = RequireAdmin(result);
        await using var host = await KnowledgeHost.OpenAsync(options.Read(result), makeFolder: true, cancellationToken);
        var outcomes = new List<DocumentOutcome>();
        foreach (var file in result.GetValue(_files)!)
        {
            outcomes.Add(await host.Library.AddAsync(file, person, cancellationToken));
            if (!result.GetValue(_json))
                await (outcomes[^1] is DocumentOutcome.Refused refused ? Console.Error.WriteLineAsync(refused.Reason) : Documents.WriteLineAsync(Told(outcomes[^1])));
        }

        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(new { documents = outcomes.Select(Entry) });
        return outcomes.OfType<DocumentOutcome.Refused>().Any() ? ExitCodes.BadInput : ExitCodes.Fine;
    }

    private async Task<int> ListAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var host = await KnowledgeHost.OpenAsync(options.Read(result), makeFolder: false, cancellationToken);
        var documents = await host.ListAsync(cancellationToken);
        if (result.GetValue(_json))
        {
            await Documents.WriteJsonAsync(new { documents });
            return ExitCodes.Fine;
        }

        foreach (var document in documents)
            await Documents.WriteLineAsync($"{document.Name}  {document.Kind}  {Figures.Bytes(document.Bytes)}  {Figures.Count(document.Passages, "passage")}{(document.Vectors > 0 ? $", {Figures.Number(document.Vectors)} with a vector" : "")}");
        if (documents.Count == 0)
            await Documents.WriteLineAsync("There are no documents. Add some: knowledge add FILE.");
        return ExitCodes.Fine;
    }

    private async Task<int> RemoveAsync(ParseResult result, CancellationToken cancellationToken)
    {
        RequireAdmin(result);
        var name = result.GetValue(_name)!;
        await using var host = await KnowledgeHost.OpenAsync(options.Read(result), makeFolder: false, cancellationToken);
        if (!await host.Store.RemoveAsync(name, cancellationToken))
            throw new CommandException(ExitCodes.BadInput, $"There is no document {name}, so nothing was removed. Say knowledge list to see what there is.");
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(new { removed = name });
        else
            await Documents.WriteLineAsync($"{name} is removed.");
        return ExitCodes.Fine;
    }

    private async Task<int> SearchAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var host = await KnowledgeHost.OpenAsync(options.Read(result), makeFolder: false, cancellationToken);
        var found = await host.Search.SearchAsync(result.GetValue(_question)!, PassagesShown, cancellationToken);
        if (result.GetValue(_json))
        {
            await Documents.WriteJsonAsync(found);
            return ExitCodes.Fine;
        }

        foreach (var passage in found.Passages)
            await Documents.WriteLineAsync($"{passage.Document}, {passage.Place}{Environment.NewLine}  {passage.Quote.ReplaceLineEndings($"{Environment.NewLine}  ")}{Environment.NewLine}");
        if (found.Passages.Count == 0)
            await Documents.WriteLineAsync("Nothing was found.");
        if (found.Note is { } note)
            await Console.Error.WriteLineAsync(note);
        return ExitCodes.Fine;
    }

    /// <summary>The id of the local person.</summary>
    /// <exception cref="CommandException">They are no admin.</exception>
    private string RequireAdmin(ParseResult result) => LocalPerson.Find(options.Read(result)) is var person && person.Roles.HasFlag(Roles.Admin)
        ? person.Id
        : throw new CommandException(ExitCodes.NeedsDecision, "Only an administrator changes what the bot quotes and holds to be true, so nothing was changed.");

    private static string Told(DocumentOutcome outcome) => outcome switch
    {
        DocumentOutcome.Kept kept => $"{kept.Name}: {Figures.Count(kept.Passages, "passage")} {(kept.Replaced ? "in place of the former ones" : "kept")}. {kept.Note}".TrimEnd(),
        DocumentOutcome.Unchanged unchanged => $"{unchanged.Name} is kept already, and is the same.",
        _ => "",
    };

    private static object Entry(DocumentOutcome outcome) => outcome switch
    {
        DocumentOutcome.Kept kept => new { kept.Name, outcome = kept.Replaced ? "replaced" : "added", kept.Kind, kept.Passages, kept.Note },
        DocumentOutcome.Unchanged unchanged => new { unchanged.Name, outcome = "unchanged" },
        DocumentOutcome.Refused refused => new { outcome = "refused", refused.Reason },
        _ => throw new InvalidOperationException("An outcome is one of three."),
    };
}
