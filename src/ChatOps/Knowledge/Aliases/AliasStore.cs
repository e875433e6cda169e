using System.Text.Json;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Knowledge.Aliases;

/// <summary>
/// Keeps aliases with every version. Whoever may start runs may make one and owns it; a change by somebody who is not its
/// owner or an admin waits for one of them. Rights and cycles are looked at in the transaction that writes.
/// </summary>
public sealed class AliasStore(StateDatabase state, AuditLog audit, TimeProvider clock)
{
    /// <summary>The zone of an alias that names none.</summary>
    public const string DefaultTimeZone = "UTC";

    /// <summary>Characters of what an alias stands for.</summary>
    public const int LongestText = 1000;

    private const int LongestChannel = 80;

    /// <summary>Changes of one alias that may wait at the same time.</summary>
    private const int MostWaiting = 10;

    /// <summary>The versions that count, those that are retired left out, by name.</summary>
    public async Task<IReadOnlyList<AliasVersion>> CurrentAsync(CancellationToken cancellationToken) =>
        [.. (await state.ReadAsync(AliasRows.Standing, cancellationToken)).Where(alias => alias is { State: AliasState.Current, IsRetired: false })];

    /// <summary>Changes that nobody has decided.</summary>
    public async Task<IReadOnlyList<AliasVersion>> WaitingAsync(CancellationToken cancellationToken) =>
        [.. (await state.ReadAsync(AliasRows.Standing, cancellationToken)).Where(alias => alias.State == AliasState.Waiting)];

    /// <summary>Every version of the name, oldest first; empty where there was none.</summary>
    public Task<IReadOnlyList<AliasVersion>> HistoryAsync(string name, CancellationToken cancellationToken) =>
        state.ReadAsync(database => AliasRows.History(database, AliasName.KeyOf(name)), cancellationToken);

    /// <summary>Makes, changes or retires an alias, or keeps the change until its owner has decided.</summary>
    public Task<AliasOutcome> ChangeAsync(AliasChange change, Person person, CancellationToken cancellationToken) =>
        state.WriteAsync(database => Change(database, change, person), cancellationToken);

    /// <summary>The owner's or an admin's yes or no to a version that waits.</summary>
    /// <param name="version">Null for the only one that waits.</param>
    public Task<AliasOutcome> DecideAsync(string name, int? version, bool accept, Person person, CancellationToken cancellationToken) =>
        state.WriteAsync(database => Decide(database, AliasName.KeyOf(name), version, accept, person), cancellationToken);

    private AliasOutcome Change(SqliteConnection database, AliasChange change, Person person)
    {
        if (!person.Roles.HasFlag(Roles.Operator))
            return new AliasOutcome.Refused("You may ask and look, but not make or change aliases, so nothing was changed. An administrator can give you the role operator.");
        var history = AliasRows.History(database, AliasName.KeyOf(change.Name));
        var current = history.SingleOrDefault(version => version.State == AliasState.Current);
        var standing = current is { IsRetired: false } ? current : null;
        if (standing is null && change.StandsFor is null)
            return new AliasOutcome.Refused($"There is no alias {change.Name}, so nothing was changed.");
        var draft = Draft(change, standing, history.Count, person);
        if (standing is not null && draft.SaysTheSameAs(standing))
            return new AliasOutcome.Refused($"{standing.Name} says that already, so nothing was changed.");
        if (Fault(database, draft) is { } fault)
            return new AliasOutcome.Refused(fault);
        if (standing is not null && !MayDecide(standing, person))
        {
            // Said twice, or answered again after a crash: it waits once.
            if (history.FirstOrDefault(version => version.State == AliasState.Waiting && version.Author == person.Id && version.SaysTheSameAs(draft)) is { } known)
                return new AliasOutcome.Waits(known, standing);
            if (history.Count(version => version.State == AliasState.Waiting) >= MostWaiting)
                return new AliasOutcome.Refused($"{MostWaiting} changes of {standing.Name} wait for its owner already, so this one was not kept.");
            draft = draft with { State = AliasState.Waiting };
            AliasRows.Insert(database, draft);
            Audit(database, "alias.proposed", person, draft);
            return new AliasOutcome.Waits(draft, standing);
        }

        if (current is not null)
            AliasRows.Move(database, current, AliasState.Former, by: null, at: null);
        AliasRows.Insert(database, draft);
        Audit(database, draft.IsRetired ? "alias.retired" : "alias.changed", person, draft);
        return new AliasOutcome.Kept(draft, standing);
    }

    private AliasVersion Draft(AliasChange change, AliasVersion? standing, int versions, Person person) => new()
    {
        Name = standing?.Name ?? change.Name,
        Version = versions + 1,
        StandsFor = change.StandsFor ?? standing!.StandsFor,
        Owner = change.Owner ?? standing?.Owner ?? person.Id,
        TimeZone = change.TimeZone ?? standing?.TimeZone ?? DefaultTimeZone,
        Channel = change.Channel ?? standing?.Channel,
        IsRetired = change.Retire,
        Author = person.Id,
        MadeAt = clock.GetUtcNow(),
        Origin = change.Origin,
        BasedOn = standing?.Version ?? 0,
        State = AliasState.Current,
    };

    private AliasOutcome Decide(SqliteConnection database, string key, int? version, bool accept, Person person)
    {
        var history = AliasRows.History(database, key);
        var waiting = history.Where(one => one.State == AliasState.Waiting && (version is null || one.Version == version)).ToList();
        if (waiting is not [var draft])
        {
            return new AliasOutcome.Refused(waiting.Count == 0
                ? "No such change waits for a decision, so nothing was changed."
                : $"{waiting.Count} changes of {waiting[0].Name} wait. Name one: accept version {waiting[0].Version} of {waiting[0].Name}.");
        }

        var current = history.SingleOrDefault(one => one.State == AliasState.Current);
        if (current is null || !MayDecide(current, person))
            return new AliasOutcome.Refused($"Only the owner of {draft.Name} or an administrator decides on that, so nothing was changed.");
        var obstacle = !accept ? null
            : current.Version != draft.BasedOn ? $"{draft.Name} was changed after version {draft.Version} was written, so that version was dropped instead of undoing the change. It can be said again."
            : Fault(database, draft);
        if (!accept || obstacle is not null)
        {
            AliasRows.Move(database, draft, AliasState.Refused, person.Id, clock.GetUtcNow());
            Audit(database, "alias.refused", person, draft);
            return obstacle is null ? new AliasOutcome.Dropped(draft, current) : new AliasOutcome.Refused(obstacle);
        }

        AliasRows.Move(database, current, AliasState.Former, by: null, at: null);
        AliasRows.Move(database, draft, AliasState.Current, person.Id, clock.GetUtcNow());
        Audit(database, "alias.accepted", person, draft);
        return new AliasOutcome.Kept(draft, current);
    }

    private static bool MayDecide(AliasVersion alias, Person person) => alias.Owner == person.Id || person.Roles.HasFlag(Roles.Admin);

    /// <summary>Why it cannot be kept, or null.</summary>
    private static string? Fault(SqliteConnection database, AliasVersion draft)
    {
        if (!AliasName.IsValid(draft.Name))
            return $"\"{draft.Name}\" cannot be the name of an alias: it begins with a letter and has 2 to 64 letters, digits, hyphens, dots and underscores. Nothing was kept.";
        if (draft.IsRetired)
            return null;
        if (draft.StandsFor.Length > LongestText)
            return $"What an alias stands for may have {LongestText} characters; this has {draft.StandsFor.Length}. Nothing was kept.";
        if (draft.Channel?.Length > LongestChannel)
            return $"The name of a channel has at most {LongestChannel} characters. Nothing was kept.";
        if (!AliasPlaces.AreWhole(draft.StandsFor))
            return "A brace in what it stands for belongs to no place. Write a place as {table}. Nothing was kept.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(draft.TimeZone, out _))
            return $"I know no time zone \"{draft.TimeZone}\". Write one such as Europe/Berlin. Nothing was kept.";
        return Circle(database, draft);
    }

    /// <summary>Where it would lead back to itself, or deeper than aliases are followed.</summary>
    private static string? Circle(SqliteConnection database, AliasVersion draft)
    {
        var aliases = AliasRows.Standing(database).Where(alias => alias is { State: AliasState.Current, IsRetired: false }).ToDictionary(alias => AliasName.KeyOf(alias.Name));
        aliases[AliasName.KeyOf(draft.Name)] = draft;
        // Every alias that uses the new one becomes deeper with it.
        foreach (var name in aliases.Values.Select(alias => alias.Name).OrderByDescending(name => name == draft.Name))
        {
            var call = string.Join(' ', AliasPlaces.Of(aliases[AliasName.KeyOf(name)].StandsFor).Select(place => $"{{{place}}}").Prepend(name));
            if (AliasWords.Fault(AliasExpander.Expand(call, word => aliases.GetValueOrDefault(AliasName.KeyOf(word)))) is { } fault)
                return $"{fault} Nothing was kept.";
        }

        return null;
    }

    private void Audit(SqliteConnection database, string kind, Person person, AliasVersion version) =>
        audit.Append(database, new AuditEntry(kind, person.Id, version.Name, JsonSerializer.SerializeToElement(version, JsonSerializerOptions.Web)));
}
