using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads one clause after the other: what one leaves out may stand in one before.</summary>
internal sealed class ClauseRules
{
    private readonly Speech _speech;
    private readonly PlannerRequest _request;
    private readonly ScheduleRules _schedules;
    private readonly RunRules _runs;
    private readonly WorkRules _work;
    private readonly QuestionRules _questions;
    private readonly DatabaseScope _databases;
    private OperationKind? _lastOfJobs;

    public ClauseRules(Speech speech, PlannerRequest request)
    {
        (_speech, _request) = (speech, request);
        _schedules = new ScheduleRules(speech, request);
        _runs = new RunRules(speech, request, _schedules);
        _databases = new DatabaseScope(speech, request);
        var tables = new TableScope(speech, request);
        _work = new WorkRules(request, speech.Clauses, _databases, tables);
        _questions = new QuestionRules(speech, request, _databases, tables);
    }

    /// <summary>Where the text names databases, rightly or misspelt.</summary>
    public IReadOnlyList<NamedPlace> Places => _databases.Places;

    /// <summary>The databases that the words name, one of them perhaps misspelt, however much else is said.</summary>
    public IReadOnlyList<string> Named(IReadOnlyList<Item> items)
    {
        string[] exact = [.. items.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct()];
        return exact.Length > 0 ? exact
            : (items.Any(item => item.IsAny(Concept.Same, Concept.Again)) || items.Count(item => item.Kind == TokenKind.Word) <= 3) && _databases.Misspelt(items) is { } near ? [near.Name]
            : [];
    }

    /// <summary>What the clause comes to; null when it asks for nothing by itself.</summary>
    public async Task<Part?> ReadAsync(Clause clause, CancellationToken cancellationToken)
    {
        if (await OfDataAsync(clause, cancellationToken) is { } data)
            return data;
        var part = NextOfSeveral(clause) ?? _schedules.Read(clause) ?? _runs.Read(clause);
        if (part is not null)
        {
            _lastOfJobs = part.Operations is [.., { Job: not null } or { Kind: OperationKind.Cancel }] && part.Question is null ? part.Operations[^1].Kind : _lastOfJobs;
            return part;
        }

        if (IsOutOfReach(clause) is { } refused)
            return refused;
        if (Questions.IsExported(clause) && await _questions.AskAsync(clause, isSure: false, cancellationToken) is { Question: null, Refusal: null, Operations: [var query] })
            return Part.Of(query, new Operation(OperationKind.Export) { Database = query.Database, Format = "csv" });
        if (Questions.Asks(clause) && await _questions.AskAsync(clause, isSure: true, cancellationToken) is { } asked)
            return asked;
        return await _work.ReadAsync(clause, cancellationToken)
            ?? (Questions.MayAsk(clause) ? await _questions.AskAsync(clause, isSure: false, cancellationToken) : null);
    }

    /// <summary>The whole request as one question about data.</summary>
    public Task<Part?> AskAsync(Clause clause, CancellationToken cancellationToken) => _questions.AskAsync(clause, isSure: true, cancellationToken);

    // "how many orders per status": a column may be called like a word of ours, so what a database surely answers goes first, and so does what is asked of a table that is named.
    private async Task<Part?> OfDataAsync(Clause clause, CancellationToken cancellationToken)
    {
        if (!clause.Items.Any(item => item.IsLeftover || (item.Named.Count > 0 && clause.Has(Concept.Query))) || clause.Items.Any(item => item.Job is not null) || _runs.AreNamed(clause))
            return null;
        var asks = Questions.Asks(clause);
        var namesTable = (asks || Questions.StartsWithNoun(clause)) && !Questions.IsAboutRuns(clause) && await _questions.NamesTableAsync(clause, cancellationToken);
        if (!asks && !namesTable)
            return null;
        var asked = await _questions.AskAsync(clause, isSure: namesTable, cancellationToken);
        return namesTable || asked is { Question: null, Refusal: null, Operations: [{ Sql: not null }] } ? asked : null;
    }

    // "pause CRM-NIGHTLY and DWH-LOAD"
    private Part? NextOfSeveral(Clause clause) =>
        _lastOfJobs is { } kind && clause.Items.All(item => item.Job is not null || ClauseSplitter.IsSeparator(item) || item.IsAny(Concept.Article, Concept.Filler))
            && clause.Items.Select(item => item.Job).OfType<CatalogJob>().ToArray() is { Length: > 0 } jobs
            ? kind == OperationKind.Cancel ? _runs.OfJobs(jobs) : Part.Of([.. jobs.Select(job => new Operation(kind) { Job = job.Name, Until = kind == OperationKind.SchedulePause ? _speech.Time.Until : null })])
            : null;

    private static bool SendsData(Clause clause) =>
        clause.ConditionItems.Count == 0 && !clause.Items.Any(item => item.Key is "notify" or "inform" or "alert" or "warn" or "ping" or "benachrichtige" or "informiere" or "avisa" or "notifica" or "informa") && clause.Items.Any(item => item.Kind == TokenKind.Recipient && item.Text.Contains('@'))
        && clause.Items.Any(item => item.Named.Count > 0 || item.IsAny(Concept.Database, Concept.Table, Concept.Export, Concept.All))
        && !clause.Items.Any(item => item.IsAny(Concept.ReportNoun, Concept.Validate, Concept.Check, Concept.Profile, Concept.ValidateTopic, Concept.ProfileTopic, Concept.Compare, Concept.Backup, Concept.Failed, Concept.If));

    // What no plan of ours does, because it changes data on the strength of a sentence.
    private static Part? IsOutOfReach(Clause clause)
    {
        if (SendsData(clause))
            return new Part { Refusal = "I do not send databases or tables to an address; I can send a report or a result there." };
        if (clause.Items.Any(item => item.Kind == TokenKind.Path) && clause.Actions is [Plans.PlannedAction.Export] && clause.Items.Any(item => item.Named.Count > 0))
            return new Part { Refusal = "I do not write to a path named in chat. Ask for the export without it; the files stay with the run, where they can be downloaded." };
        if (clause.Items.Any(item => item.Kind == TokenKind.Path))
            return new Part { Refusal = "Chat takes the names of configured connections only, not file paths or addresses; an administrator can configure the database, or use the command line." };
        if (clause.Has(Concept.Save) && !clause.Items.Any(item => item.IsAny(Concept.Validate, Concept.Export, Concept.Migrate) || item.Named.Count > 0))
            return new Part { Refusal = "I cannot save pipelines or templates yet. A request gets a name when you say: define alias SALES-CHECK as validate sales." };
        if (clause.Has(Concept.Fix) && !clause.Items.Any(item => item.IsAny(Concept.Validate, Concept.Check, Concept.Export, Concept.Migrate, Concept.Backup)))
            return new Part { Refusal = "I do not change data on a sentence in chat; a validation shows what to fix, with the SQL that finds it." };
        return clause.Has(Concept.Backup) && clause.Items.Any(item => item.Key.StartsWith("restor", StringComparison.Ordinal) || item.Key.StartsWith("wiederherst", StringComparison.Ordinal) || item.Key.StartsWith("restaur", StringComparison.Ordinal))
            ? new Part { Refusal = "I do not restore a database over what is there on a sentence in chat; an administrator does that with the backup file." }
            : null;
    }
}
