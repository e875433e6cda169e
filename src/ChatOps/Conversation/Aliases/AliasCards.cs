using System.Globalization;
using ChatOps.Cards;
using ChatOps.Knowledge.Aliases;
using ChatOps.Reports;

namespace ChatOps.Conversation.Aliases;

/// <summary>Cards about aliases.</summary>
internal static class AliasCards
{
    /// <param name="nameOf">What cards call the person of an id.</param>
    public static Card One(AliasVersion current, IReadOnlyList<AliasVersion> history, Func<string, string> nameOf, string? note = null) => new()
    {
        Title = current.Name,
        Subtitle = current.IsRetired ? $"retired alias · version {current.Version}" : $"alias · version {current.Version} · owner {nameOf(current.Owner)}",
        Tone = current.IsRetired ? Tone.Warning : Tone.Neutral,
        Summary = current.IsRetired ? $"{current.Name} is retired" : $"{current.Name} stands for: {current.StandsFor}",
        Blocks = [.. note is null ? Array.Empty<CardBlock>() : [new CardBlock.Text(note)], Facts(current, nameOf), .. History(history, nameOf)],
        Actions = [.. Actions(current, history)],
    };

    /// <summary>A change that waits for the owner.</summary>
    public static Card Review(AliasVersion draft, AliasVersion current, Func<string, string> nameOf) => new()
    {
        Title = $"{nameOf(draft.Author)} wants to {(draft.IsRetired ? "retire" : "change")} {draft.Name}",
        Subtitle = $"version {draft.Version} · waits for {nameOf(current.Owner)} or an administrator",
        Tone = Tone.Warning,
        Summary = $"{nameOf(draft.Author)} wants to {(draft.IsRetired ? "retire" : "change")} the alias {draft.Name}",
        Blocks = [new CardBlock.Table(["", "Now", "Wanted"], [.. Differences(current, draft, nameOf)])],
        Actions =
        [
            Say("Accept", $"accept version {draft.Version} of {draft.Name}", ActionStyle.Positive),
            Say("Refuse", $"refuse version {draft.Version} of {draft.Name}", ActionStyle.Destructive),
        ],
    };

    public static Card List(IReadOnlyList<AliasVersion> aliases, IReadOnlyList<AliasVersion> waiting, Func<string, string> nameOf) => new()
    {
        Title = "Aliases",
        Summary = Figures.Count(aliases.Count, "alias", "aliases"),
        Blocks =
        [
            aliases.Count == 0
                ? new CardBlock.Text("There is no alias yet. Make one, such as: define alias SALES-CHECK as validate sales.")
                : new CardBlock.Table(["Name", "Stands for", "Owner", "Version"], [.. aliases.Select(alias => new[] { alias.Name, alias.StandsFor, nameOf(alias.Owner), Number(alias.Version) })]),
            .. waiting.Select(draft => new CardBlock.Text($"Version {draft.Version} of {draft.Name}, by {nameOf(draft.Author)}, waits for its owner: {(draft.IsRetired ? "retired" : draft.StandsFor)}", Tone.Warning)),
        ],
        Actions = [.. waiting.Take(3).Select(draft => Say($"Look at {draft.Name}", $"show alias {draft.Name}"))],
    };

    private static CardBlock.Facts Facts(AliasVersion alias, Func<string, string> nameOf) => new(
    [
        new Fact("Stands for", alias.StandsFor),
        .. AliasPlaces.Of(alias.StandsFor) is { Count: > 0 } places ? [new Fact("To fill", $"{alias.Name} {string.Join(' ', places.Select(place => $"{{{place}}}"))}")] : Array.Empty<Fact>(),
        new Fact("Owner", nameOf(alias.Owner)),
        new Fact("Time zone", alias.TimeZone),
        new Fact("Reports go to", alias.Channel ?? "where it is asked"),
    ]);

    private static IEnumerable<CardBlock> History(IReadOnlyList<AliasVersion> history, Func<string, string> nameOf)
    {
        if (history.Count > 1 || history.Any(version => version.State != AliasState.Current))
        {
            yield return new CardBlock.Details(
                "Every version",
                [new CardBlock.Table(["Version", "By", "When", "State", "Stands for"], [.. history.Select(version => new[]
                {
                    Number(version.Version), nameOf(version.Author), When(version.MadeAt), State(version, nameOf), version.IsRetired ? "(retired)" : version.StandsFor,
                })])]);
        }
    }

    private static IEnumerable<CardAction> Actions(AliasVersion current, IReadOnlyList<AliasVersion> history)
    {
        if (!current.IsRetired && AliasPlaces.Of(current.StandsFor).Count == 0)
            yield return Say("Run it", current.Name);
        foreach (var draft in history.Where(version => version.State == AliasState.Waiting).Take(2))
        {
            yield return Say($"Accept version {draft.Version}", $"accept version {draft.Version} of {draft.Name}", ActionStyle.Positive);
            yield return Say($"Refuse version {draft.Version}", $"refuse version {draft.Version} of {draft.Name}", ActionStyle.Destructive);
        }
    }

    private static IEnumerable<string[]> Differences(AliasVersion current, AliasVersion draft, Func<string, string> nameOf)
    {
        (string What, string Now, string Wanted)[] all =
        [
            ("Stands for", current.StandsFor, draft.IsRetired ? "nothing any more" : draft.StandsFor),
            ("Owner", nameOf(current.Owner), nameOf(draft.Owner)),
            ("Time zone", current.TimeZone, draft.TimeZone),
            ("Reports go to", current.Channel ?? "where it is asked", draft.Channel ?? "where it is asked"),
        ];
        return all.Where(row => row.Now != row.Wanted).Select(row => new[] { row.What, row.Now, row.Wanted });
    }

    private static string State(AliasVersion version, Func<string, string> nameOf) => version.State switch
    {
        AliasState.Current => version.DecidedBy is { } by ? $"counts, accepted by {nameOf(by)}" : "counts",
        AliasState.Waiting => "waits for its owner",
        AliasState.Refused => $"refused by {nameOf(version.DecidedBy ?? "")}",
        _ => "counted before",
    };

    private static CardAction Say(string title, string words, ActionStyle style = ActionStyle.Default) => new CardAction.Submit(title, new ActionPayload("say", words), style);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
