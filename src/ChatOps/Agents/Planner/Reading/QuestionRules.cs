using System.Globalization;
using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Wording;
using ChatOps.Agents.Questions;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads questions about data: finds the database, and has the question read against its schema.</summary>
internal sealed class QuestionRules(Speech speech, PlannerRequest request, DatabaseScope databases, TableScope tables)
{
    /// <summary>The clause as a question; null where it turns out to be none and may be something else.</summary>
    /// <param name="isSure">It is a question, so that what is not understood of it is asked.</param>
    public async Task<Part?> AskAsync(Clause clause, bool isSure, CancellationToken cancellationToken)
    {
        var choice = await databases.ChooseForQuestionAsync(clause, cancellationToken);
        // "tell me a story" asks no database.
        if (choice.Ask is { } ask)
            return isSure && clause.Items.Any(item => item.IsAny(Concept.Query, Concept.RowCounts, Concept.Duplicates, Concept.ForeignKeys, Concept.Table)) ? ask with { Operations = [new Operation(OperationKind.Query) { Question = TextOf(clause) }] } : null;
        var named = await tables.ChooseAsync(clause, choice.Names[0], choice.Used, false, cancellationToken);
        var operation = new Operation(OperationKind.Query) { Database = choice.Names[0], Question = TextOf(clause), Tables = named.Tables };
        var isAtEnd = speech.Said.LastOrDefault(item => item.IsSpoken) is { Named.Count: > 0 };
        if (SelectStatement(isAtEnd ? WithoutDatabase(operation.Question, clause) : operation.Question) is { } select)
            return Part.Of(operation with { Sql = select });
        if (await OrphansAsync(clause, operation, cancellationToken) is { } orphans)
            return Part.Of(orphans);
        var (main, top) = Top(clause, operation.Question);
        return await ReadAsync(operation.Database, WithoutDatabase(main, clause), isSure, cancellationToken) switch
        {
            null => isSure ? Part.Of(operation) with { Assumptions = choice.Assumptions } : null,
            QuestionReading.Sql sql => Part.Of(operation with { Sql = top is null || sql.ByModel ? sql.Text : Highest(sql.Text, top.Value), Note = Told(sql), Reads = sql.Tables }) with { Assumptions = choice.Assumptions },
            _ when !isSure => null,
            QuestionReading.Clarify when clause.Actions.Count > 0 => null,
            QuestionReading.Clarify { Meant: { } meant } unsure => Part.Of(operation with { Sql = meant.Text, Note = Told(meant), Reads = meant.Tables }) with { Assumptions = choice.Assumptions, Doubt = unsure.Question },
            QuestionReading.Clarify clarify => Part.Ask(clarify.Question, clarify.Choices, operation),
            QuestionReading.Refuse refuse => new Part { Refusal = refuse.Reason },
            QuestionReading.NotAQuestion none => clause.Actions.Count > 0 ? null : Part.Ask($"{none.Reason} Which table or column is it about?", [], operation),
            _ => Part.Of(operation),
        };
    }

    /// <summary>A word that nothing else is known of is a table of the database that the clause is about.</summary>
    public async Task<bool> NamesTableAsync(Clause clause, CancellationToken cancellationToken)
    {
        var choice = await databases.FindForQuestionAsync(clause, cancellationToken);
        if (choice.Ask is not null)
            return false;
        var known = (await request.Catalog.ReadTables(choice.Names[0], cancellationToken)).Select(table => WordKey.Singular(WordKey.Of(table))).ToHashSet(StringComparer.Ordinal);
        return clause.Items.Any(item => item.IsLeftover && known.Contains(WordKey.Singular(item.Key)));
    }

    /// <summary>What the question comes to, in its own words or in others that the schema has names for.</summary>
    private async Task<QuestionReading?> ReadAsync(string database, string question, bool isSure, CancellationToken cancellationToken)
    {
        var read = await request.Catalog.ReadQuestion(database, question, cancellationToken);
        if (read is null or QuestionReading.Sql or QuestionReading.Refuse)
            return read;
        IReadOnlyList<string> names = [.. await request.Catalog.ReadTables(database, cancellationToken), .. await request.Catalog.ReadColumns(database, cancellationToken)];
        foreach (var other in QuestionWording.Of(question, names))
        {
            if (await request.Catalog.ReadQuestion(database, other, cancellationToken) is QuestionReading.Sql sql)
                return sql;
        }

        return isSure ? await request.Catalog.WriteQuery(database, question, cancellationToken) ?? read : read;
    }

    /// <summary>What was understood, so that people see it before they trust the rows.</summary>
    private static string Told(QuestionReading.Sql sql) => sql.Assumption is { } supposed ? $"{sql.Restatement} {supposed}" : sql.Restatement;

    private string TextOf(Clause clause) =>
        speech.Clauses.Count == 1 || Questions.IsOne(speech.Clauses) ? speech.Text : speech.Text[clause.Items[0].Start..clause.Items[^1].End];

    // "in chinook", "of the chinook database", "chinook:" say where, and nothing of the rows.
    private string WithoutDatabase(string question, Clause clause)
    {
        var offset = speech.Text.IndexOf(question, StringComparison.Ordinal);
        var left = question.ToCharArray();
        var items = speech.Said;
        for (var at = 0; at < items.Count && offset >= 0; at++)
        {
            if (items[at].IsAny(Concept.Export, Concept.ExportTopic) && clause.Actions.Contains(Plans.PlannedAction.Export))
                Array.Fill(left, ' ', Math.Clamp(items[at].Start - offset, 0, left.Length), Math.Clamp(items[at].End - offset, 0, left.Length) - Math.Clamp(items[at].Start - offset, 0, left.Length));
            if (items[at].Named.Count == 0 || databases.IsOnlyAWord(items, at) || !clause.Items.Concat(speech.Items).Any(item => item.Start == items[at].Start && item.Named.Count > 0))
                continue;
            var (from, to) = (at, at + 1);
            while (from > 0 && items[from - 1].IsAny(Concept.Preposition, Concept.Article, Concept.Database, Concept.From))
                from--;
            while (to < items.Count && (items[to].Is(Concept.Database) || items[to].Kind == TokenKind.Clitic || items[to].IsMark(':')))
                to++;
            for (var place = items[from].Start - offset; place < items[to - 1].End - offset; place++)
            {
                if (place >= 0 && place < left.Length)
                    left[place] = ' ';
            }
        }

        return new string(left).Trim(' ', ',', ':');
    }

    /// <summary>A statement that somebody wrote out: one that reads.</summary>
    private static string? SelectStatement(string text)
    {
        var at = text.IndexOf("select ", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || text.IndexOf(" from ", at, StringComparison.OrdinalIgnoreCase) < 0 || (at > 0 && char.IsLetter(text[at - 1])))
            return null;
        var end = text.IndexOfAny([';', '`'], at);
        return (end < 0 ? text[at..] : text[at..end]).Trim();
    }

    // "how many customers are there per country? top 5 please": the second sentence is about the first one's result.
    private (string Main, int? Top) Top(Clause clause, string question)
    {
        var tokens = Tokenizer.Split(question);
        for (var at = 1; at + 2 < tokens.Count; at++)
        {
            if (tokens[at].Kind == TokenKind.Punctuation && tokens[at].Key is "?" or "." or ";" or "," && tokens[at + 1].Key == "top"
                && int.TryParse(tokens[at + 2].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && speech.Clauses[0] == clause)
            {
                return (question[..tokens[at].Start], top);
            }
        }

        return (question, null);
    }

    private static string Highest(string sql, int top)
    {
        var columns = sql.StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase) && sql.Contains(" GROUP BY ", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        return $"SELECT * FROM ({sql}) AS counted ORDER BY {columns} DESC, 1 LIMIT {top.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>"are there orphaned order lines?": how many rows refer to something that is not there.</summary>
    private async Task<Operation?> OrphansAsync(Clause clause, Operation operation, CancellationToken cancellationToken)
    {
        if (!clause.Has(Concept.ForeignKeys) || operation.Tables is not [var table])
            return null;
        var references = (await request.Catalog.ReadReferences(operation.Database!, cancellationToken)).Where(reference => reference.From == table && reference.Columns.Count > 0).ToArray();
        var words = clause.Items.Where(item => item.IsLeftover).Select(item => item.Key).ToArray();
        // "order lines without their order": the parent that is named alone, else every one.
        var named = references.Where(reference => words.Any(word => WordKey.Of(reference.To).StartsWith(word, StringComparison.Ordinal))).ToArray();
        var meant = named.Length > 0 ? named : references;
        return meant.Length == 0 ? null : operation with { Sql = OrphanCount(table, meant) };
    }

    private static string OrphanCount(string table, IReadOnlyList<TableReference> references)
    {
        var missing = references.Select(reference =>
            $"({string.Join(" AND ", reference.Columns.Select(pair => $"child.{Quoted(pair.From)} IS NOT NULL"))} AND NOT EXISTS (SELECT 1 FROM {Quoted(reference.To)} AS parent WHERE {string.Join(" AND ", reference.Columns.Select(pair => $"parent.{Quoted(pair.To)} = child.{Quoted(pair.From)}"))}))");
        return $"SELECT COUNT(*) FROM {Quoted(table)} AS child WHERE {string.Join(" OR ", missing)}";
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
