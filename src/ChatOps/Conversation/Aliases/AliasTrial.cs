using ChatOps.Agents.Planner;
using ChatOps.Knowledge.Aliases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>Reads what an alias is to stand for as a request, before it is kept: what is refused when it is written is not kept under a name either.</summary>
internal sealed class AliasTrial(IPlanner planner, AliasSight sight, DialogCatalog catalog)
{
    /// <summary>Why it is not kept, or null. A circle of aliases is left to the store, which sees all of them.</summary>
    public async Task<string?> FaultAsync(Person person, AliasChange change, CancellationToken cancellationToken)
    {
        var aliases = await sight.CurrentAsync(person, cancellationToken);
        var text = AliasExpander.Expand(change.StandsFor!, word => aliases.FirstOrDefault(alias => AliasName.KeyOf(alias.Name) == AliasName.KeyOf(word))) is AliasExpansion.Expanded expanded
            ? expanded.Text
            : change.StandsFor!;
        var words = AliasPlaces.Fill(text, AliasPlaces.Of(text).ToDictionary(place => place, place => place, StringComparer.OrdinalIgnoreCase));
        return await planner.PlanAsync(new PlannerRequest { Text = words, Catalog = catalog.For(person) }, cancellationToken) switch
        {
            PlannerReply.Refuse refuse => $"{refuse.Reason} So {change.Name} was not kept.",
            PlannerReply.Partial partial => $"{partial.Reason} So {change.Name} was not kept.",
            PlannerReply.Commands => OwnWords(change),
            PlannerReply.Command { Name: var command } when !AliasReading.MayStandFor(command) => OwnWords(change),
            _ => null,
        };
    }

    private static string OwnWords(AliasChange change) =>
        $"Decisions and other words of control are taken in a person's own words only, so no alias stands for one. {change.Name} was not kept.";
}
