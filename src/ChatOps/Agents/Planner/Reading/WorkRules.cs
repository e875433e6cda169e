using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads what is to be done with databases.</summary>
/// <param name="clauses">All of the request: a later one may say more of an earlier one.</param>
internal sealed class WorkRules(PlannerRequest request, IReadOnlyList<Clause> clauses, DatabaseScope databases, TableScope tables)
{
    private readonly DatabaseScope _databases = databases;
    private readonly TableScope _tables = tables;
    private readonly List<Operation> _before = [];

    /// <summary>What was read so far in this request.</summary>
    public IReadOnlyList<Operation> Before => _before;

    /// <summary>What the clause asks for; null when it is no work.</summary>
    public async Task<Part?> ReadAsync(Clause clause, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        if (IsAboutCompared(clause) && _before.LastOrDefault() is { Kind: OperationKind.Compare })
            return new Part();
        if (clause.ConditionItems.Count > 0 && Kinds(clause) is [OperationKind.Validate] && clause.ConditionItems.Any(item => item.IsAny(Concept.Duplicates, Concept.ForeignKeys)))
            clause = clause with { Items = [.. clause.Items, .. clause.ConditionItems.Where(item => !clause.Items.Contains(item))], Condition = PlannedCondition.None, HasStrangeCondition = false };
        var kinds = Kinds(clause);
        if (Checked(clause, kinds) is { } validated)
        {
            _before.Add(validated);
            parts.Add(Part.Of(validated));
        }

        foreach (var kind in kinds)
        {
            var part = await ReadAsync(kind, clause, cancellationToken);
            _before.AddRange(part.Question is null && part.Refusal is null ? part.Operations : []);
            parts.Add(part);
            if (part.Question is not null || part.Refusal is not null)
                return part;
        }

        return parts.Count == 0 ? null : new Part
        {
            Operations = [.. parts.SelectMany(part => part.Operations)],
            Notes = [.. parts.SelectMany(part => part.Notes)],
            Assumptions = [.. parts.SelectMany(part => part.Assumptions)],
            Doubt = parts.Select(part => part.Doubt).FirstOrDefault(doubt => doubt is not null),
        };
    }

    /// <summary>"if the check of crm finds errors, open a ticket": somebody is told of an outcome that nothing else here would find.</summary>
    private Operation? Checked(Clause clause, List<OperationKind> kinds) =>
        kinds is [OperationKind.Ticket or OperationKind.Notify or OperationKind.Report] && clause.ConditionItems.Any(item => item.IsAny(Concept.Validate, Concept.Check) || (item.Is(Concept.ValidateTopic) && item.Key.StartsWith("valida", StringComparison.Ordinal)) || item.Key.StartsWith("pruf", StringComparison.Ordinal))
        && clause.Items.SelectMany(item => item.Named.Take(1)).DistinctBy(connection => connection.Name).ToArray() is [var named] && !_before.Exists(operation => operation.Kind == OperationKind.Validate && operation.Database == named.Name)
            ? new Operation(OperationKind.Validate) { Database = named.Name }
            : null;

    private static string? When(Clause clause) => clause.Condition switch
    {
        PlannedCondition.Clean => "clean",
        PlannedCondition.Errors => "errors",
        _ when clause.HasStrangeCondition => string.Join(' ', clause.ConditionItems.Select(item => item.Text)),
        _ => null,
    };

    private List<OperationKind> Kinds(Clause clause)
    {
        var kinds = new List<OperationKind>();
        if (clause.Has(Concept.Backup) && !clause.Items.Any(item => item.Key.StartsWith("restor", StringComparison.Ordinal) || item.Key.StartsWith("wiederherst", StringComparison.Ordinal)))
            kinds.Add(OperationKind.Backup);
        if (clause.Has(Concept.Compare) || AsksForTheSame(clause))
            kinds.Add(OperationKind.Compare);
        else if (IsVerification(clause))
            kinds.Add(OperationKind.Verify);
        else if (kinds.Count == 0 || (clause.IsMigration && clause.Target.Count > 0))
            kinds.AddRange(KindsOf(clause));
        if (clause.Has(Concept.Ticket))
            return [OperationKind.Ticket];
        if (Talks(clause) is { } talk)
        {
            // "e-mail the validation report to somebody" validates nothing by itself.
            kinds.RemoveAll(kind => kind is OperationKind.Validate or OperationKind.Profile && !clause.Items.Any(item => item.Named.Count > 0 || item.Is(Concept.Validate) || item.Is(Concept.Profile)));
            kinds.Add(talk);
        }

        if (kinds.Count == 0 && clause.Has(Concept.Structure) && clause.Items.Any(item => item.IsAny(Concept.Generic, Concept.Asking)))
            return [OperationKind.Profile];
        return kinds.Count == 0 && IsFollowUpOfDryRun(clause) ? [OperationKind.Migrate] : kinds;
    }

    // "does warehouse have the same row counts as sales?"
    private static bool AsksForTheSame(Clause clause) =>
        clause.Items.FirstOrDefault(item => item.IsSpoken) is { } first && first.Is(Concept.Asking) && clause.Items.Any(item => item.IsAny(Concept.Same, Concept.RowCounts)) && !clause.Items.Any(item => item.IsAny(Concept.Validate, Concept.Check, Concept.Verify, Concept.Export, Concept.Migrate))
        && clause.Items.SelectMany(item => item.Named).DistinctBy(connection => connection.Name).Count() == 2;

    /// <summary>What its verbs and topics ask for.</summary>
    public static IEnumerable<OperationKind> KindsOf(Clause clause) => clause.IsNegated ? [] : clause.Actions.Select(action => action switch
    {
        PlannedAction.Validate => OperationKind.Validate,
        PlannedAction.Profile => OperationKind.Profile,
        PlannedAction.Anomalies => OperationKind.Anomalies,
        PlannedAction.Export => OperationKind.Export,
        PlannedAction.DryRun => OperationKind.MigrateDryRun,
        _ => OperationKind.Migrate,
    });

    private bool IsVerification(Clause clause)
    {
        if (!clause.Has(Concept.Verify))
            return false;
        var named = clause.Items.Concat(clause.Target).SelectMany(item => item.Named).DistinctBy(connection => connection.Name).Count();
        return named > 1 || ((clause.Has(Concept.CopyNoun) || named == 0) && LastMove() is not null);
    }

    // Somebody is told, or something is put where many read it.
    private static OperationKind? Talks(Clause clause)
    {
        // Who is named at the very front is spoken to, not told: "@bot validate demo".
        var named = clause.Items.Where(item => item.Kind == TokenKind.Recipient || (item.Kind == TokenKind.Mention && item.Start > 0)).ToArray();
        var channel = named.Any(item => item.Kind == TokenKind.Recipient && item.Key.StartsWith('#'));
        var person = named.Any(item => !item.Key.StartsWith('#'));
        if (!clause.Items.Any(item => item.IsAny(Concept.Send, Concept.Notify, Concept.Publish)) && !channel && !person)
            return null;
        var notifies = clause.Items.Any(item => item.Is(Concept.Notify)) && !clause.Items.Any(item => item.Is(Concept.ReportNoun));
        if (channel)
            return notifies ? OperationKind.Notify : OperationKind.Report;
        return person || clause.Has(Concept.Pronoun) || clause.Items.Any(item => item.Is(Concept.Notify) || (item.Is(Concept.Send) && !item.Is(Concept.Publish))) ? OperationKind.Notify
            : clause.Items.Any(item => item.Is(Concept.Send)) && clause.Has(Concept.ReportNoun) ? OperationKind.Report
            : null;
    }

    private bool IsFollowUpOfDryRun(Clause clause) =>
        clause.Items.Any(item => item.IsAny(Concept.Real, Concept.RunVerb, Concept.GoOn)) && (clause.Has(Concept.Real) || clause.Has(Concept.Pronoun) || clause.Has(Concept.GoOn)) && LastMove() is { Kind: OperationKind.MigrateDryRun };

    private Operation? LastMove() =>
        _before.Concat(request.Memory.LastOperations.Reverse()).Where(operation => operation.Source is not null && operation.Target is not null)
            .Aggregate((Operation?)null, (found, operation) => _before.Contains(operation) ? operation : found ?? operation);

    private async Task<Part> ReadAsync(OperationKind kind, Clause clause, CancellationToken cancellationToken)
    {
        var when = When(clause);
        var part = kind switch
        {
            OperationKind.Report or OperationKind.Notify => Tell(kind, clause),
            OperationKind.Ticket => Part.Of(new Operation(kind)),
            OperationKind.Compare or OperationKind.Verify => await CompareAsync(kind, clause, cancellationToken),
            OperationKind.Migrate or OperationKind.MigrateDryRun => await MoveAsync(kind, clause, cancellationToken),
            _ => await LookAsync(kind, clause, cancellationToken),
        };
        return when is null || part.Question is not null ? part : part with { Operations = [.. part.Operations.Select(operation => DependsOnOutcome(operation, when, clause) ? operation with { When = when } : operation)] };
    }

    // "check whether it is clean" is the validation itself.
    private bool DependsOnOutcome(Operation operation, string when, Clause clause) =>
        operation.Kind != OperationKind.Validate || (_before.Count > 0 && when != "clean" && clause.Actions.Contains(PlannedAction.Validate));

    private Part Tell(OperationKind kind, Clause clause)
    {
        var said = clause.Items.Where(item => item.Kind is TokenKind.Recipient or TokenKind.Mention).Select(item => item.Text.TrimEnd('.', ',', ';')).Distinct().ToArray();
        if (said.Length > 0)
            return Part.Of([.. said.Select(name => new Operation(kind) { Recipient = name })]);
        if (clause.Items.Any(item => item.Key is "me" or "us" or "mich" or "uns" or "mir") || clause.Items.Any(item => item.Key.EndsWith("me", StringComparison.Ordinal) && item.Is(Concept.Notify)))
            return Part.Of(new Operation(kind) { Recipient = "me" });
        return kind == OperationKind.Report || request.Catalog.Channels.Count > 0
            ? Part.Ask("Which channel or address should it go to?", request.Catalog.Channels, new Operation(kind))
            : Part.Ask("Whom should I tell, and at which address?", [], new Operation(kind));
    }

    private async Task<Part> CompareAsync(OperationKind kind, Clause clause, CancellationToken cancellationToken)
    {
        var more = clauses.SkipWhile(other => other != clause).Skip(1).FirstOrDefault() is { } next && IsAboutCompared(next) && next.Has(Concept.RowCounts);
        var what = more || clause.Has(Concept.RowCounts) ? "row_counts" : clause.Items.Any(item => item.Is(Concept.Structure) && !item.Key.StartsWith("column", StringComparison.Ordinal)) ? "schema" : null;
        var all = clause.Items.Concat(clause.Target).OrderBy(item => item.Start).ToArray();
        string[] named = [.. all.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct()];
        if (named.Length == 1 && _databases.Misspelt([.. all.Where(item => item.Named.Count == 0)]) is { } near)
            named = all.First(item => item.Named.Count > 0).Start < near.Start ? [.. named, near.Name] : [near.Name, .. named];
        var operation = new Operation(kind) { What = what };
        if (named.Length == 0 && LastMove() is { } move)
            return Part.Of(operation with { Source = move.Source, Target = move.Target });
        var choice = named.Length > 0 ? null : await _databases.ChooseAsync(clause, "compare", cancellationToken);
        var first = named.Length > 0 ? named[0] : choice!.Names.FirstOrDefault();
        if (first is null)
            return choice!.Ask! with { Operations = [operation] };
        var second = named.Length > 1 ? named[1] : _databases.Silent is { } silent && silent != first ? silent : null;
        if (second is null)
            return Part.Ask($"Which database should I compare {first} with?", [.. DatabaseScope.Known(request).Select(connection => connection.Name).Where(name => name != first)], operation with { Source = first });
        // "compare it with crm": what was spoken of stands first.
        if (named.Length == 1)
            (first, second) = (second, first);
        if (kind == OperationKind.Verify && IsOnlyTarget(first) && !IsOnlyTarget(second))
            (first, second) = (second, first);
        var tables = await _tables.ChooseAsync(clause with { Items = [.. all.Where(item => item.IsSpoken)] }, first, null, false, cancellationToken);
        return tables.Ask is { } unknown ? unknown with { Operations = [operation with { Source = first, Target = second }] } : Part.Of(operation with { Source = first, Target = second, Tables = tables.Tables }) with { Assumptions = [.. choice?.Assumptions ?? [], .. tables.Assumptions] };
    }

    // "compare A to B, row counts only"
    private static bool IsAboutCompared(Clause clause) =>
        clause.Has(Concept.RowCounts) && !clause.Items.Any(item => item.Named.Count > 0 || item.IsLeftover || item.IsAny(Concept.Validate, Concept.Profile, Concept.Compare));

    private bool IsOnlyTarget(string name) =>
        request.Catalog.MigrationTargets.Any(target => target.Name == name);

    private async Task<Part> MoveAsync(OperationKind kind, Clause clause, CancellationToken cancellationToken)
    {
        if (LastMove() is { } before && clause.Target.Count == 0 && !clause.Items.Any(item => item.Named.Count > 0) && (_before.Contains(before) || before.Kind == OperationKind.MigrateDryRun || clause.Has(Concept.Real) || clause.Has(Concept.RunVerb)))
            return Part.Of(new Operation(kind) { Source = before.Source, Target = before.Target, Tables = before.Tables, Except = before.Except });
        var choice = Sure(kind, await _databases.ChooseAsync(clause, "migrate", cancellationToken), out var doubt);
        if (choice.Ask is { } ask)
            return ask with { Operations = [new Operation(kind)] };
        var target = Sure(kind, TargetOf(clause, choice.Names), out var other);
        if (target.Ask is { } question)
            return question with { Operations = [.. choice.Names.Select(name => new Operation(kind) { Source = name })], Assumptions = choice.Assumptions };
        var operations = new List<Operation>();
        var assumptions = choice.Assumptions.Concat(target.Assumptions).ToList();
        foreach (var source in choice.Names)
        {
            var tables = await _tables.ChooseAsync(clause, source, choice.Used, true, cancellationToken);
            if (tables.Ask is { } unknown)
                return unknown with { Operations = [new Operation(kind) { Source = source, Target = target.Names[0] }] };
            assumptions.AddRange(tables.Assumptions);
            operations.Add(new Operation(kind) { Source = source, Target = target.Names[0], Tables = tables.Tables, Except = tables.Except, OnlyCleanRows = clause.IsOfCleanRows });
        }

        return Part.Of(operations) with { Assumptions = assumptions, Doubt = doubt ?? other };
    }

    /// <summary>What writes takes a production database that was only nearly named, and has it confirmed; anything else asks for it.</summary>
    private static DatabaseScope.Choice Sure(OperationKind kind, DatabaseScope.Choice choice, out string? doubt)
    {
        doubt = kind == OperationKind.Migrate && choice.Near is not null ? choice.Ask!.Question : null;
        return doubt is null ? choice : new DatabaseScope.Choice([choice.Near!]);
    }

    private DatabaseScope.Choice TargetOf(Clause clause, IReadOnlyList<string> sources)
    {
        var offered = request.Catalog.MigrationTargets.Count > 0 ? request.Catalog.MigrationTargets : request.Catalog.Connections;
        string[] others = [.. offered.Select(target => target.Name).Where(name => !sources.Contains(name))];
        Part Ask(string why) => others.Length > 0
            ? Part.Ask($"{why}To which target database should I migrate {string.Join(" and ", sources)}?", others) with { Slot = PendingSlot.Target }
            : new Part { Refusal = $"{why}There is no other database that you may see to migrate {string.Join(" and ", sources)} to; an administrator configures connections and who may see them. Nothing was started." };
        if (_databases.AnsweredTarget(sources) is { } answered)
            return new DatabaseScope.Choice([answered]);
        // "back up warehouse, then migrate sales into it"
        var pointed = Enumerable.Range(1, Math.Max(0, clause.Items.Count - 1)).Any(at => clause.Items[at].Is(Concept.Pronoun) && clause.Items[at - 1].Is(Concept.Toward));
        if (pointed && _before.Select(operation => operation.Database).LastOrDefault(name => name is not null && !sources.Contains(name)) is { } spoken)
            return new DatabaseScope.Choice([spoken]);
        return clause.Target.Count > 0 ? _databases.Target(clause.Target, sources, Ask)
            : _before.LastOrDefault(operation => operation.Target is not null)?.Target is { } before && !sources.Contains(before) ? new DatabaseScope.Choice([before])
            : new DatabaseScope.Choice([], Ask(""));
    }

    private async Task<Part> LookAsync(OperationKind kind, Clause clause, CancellationToken cancellationToken)
    {
        var choice = await _databases.ChooseAsync(clause, Verb(kind), cancellationToken);
        if (choice.Ask is { } ask)
            return ask with { Operations = [new Operation(kind)] };
        var operations = new List<Operation>();
        var assumptions = choice.Assumptions.ToList();
        foreach (var database in choice.Names)
        {
            var tables = await _tables.ChooseAsync(clause, database, choice.Used, kind == OperationKind.Export, cancellationToken);
            if (tables.Ask is { } unknown)
                return unknown with { Operations = [new Operation(kind) { Database = database }] };
            assumptions.AddRange(tables.Assumptions);
            operations.Add(new Operation(kind)
            {
                Database = database,
                Tables = tables.Tables,
                Except = tables.Except,
                Checks = kind == OperationKind.Validate ? Checks(clause) : [],
                Format = kind == OperationKind.Export ? Format(clause) : null,
            });
        }

        return Part.Of(operations) with { Assumptions = assumptions };
    }

    private static IReadOnlyList<string> Checks(Clause clause) =>
        [.. new[] { clause.Has(Concept.Duplicates) ? "duplicates" : null, clause.Has(Concept.ForeignKeys) ? "foreign_keys" : null }.OfType<string>()];

    private static string Format(Clause clause) =>
        clause.Items.Select(item => item.Key).FirstOrDefault(key => key is "json" or "parquet" or "xlsx" or "excel" or "xml") ?? "csv";

    private static string Verb(OperationKind kind) => kind switch
    {
        OperationKind.Validate => "validate",
        OperationKind.Profile => "profile",
        OperationKind.Anomalies => "search for unusual rows",
        OperationKind.Backup => "back up",
        OperationKind.Query => "ask",
        _ => "export",
    };
}
