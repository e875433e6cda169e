using ChatOps.People;
using ChatOps.Pipelines.Policy;

namespace ChatOps.Commands;

/// <summary>Who runs a command: the operating system's user, as the People section knows them.</summary>
internal static class LocalPerson
{
    /// <exception cref="CommandException">Nobody claims that identity, or it has no role.</exception>
    public static Person Find(Settings settings) =>
        new PeopleDirectory(settings.People).Find("terminal", Environment.UserName) is { } person && person.Roles != Roles.None
            ? person
            : throw new CommandException(
                ExitCodes.NeedsDecision,
                $"I do not know terminal:{Environment.UserName}, so I did nothing. An administrator can add that identity to a person in the People section.");
}
