using System.CommandLine;
using ChatOps.People;

namespace ChatOps.Commands;

/// <summary><c>sign-in PERSON</c>: a link for a colleague, while the server runs.</summary>
internal sealed class SignInCommand(GlobalOptions options)
{
    private const string WebPrefix = "web:";

    private readonly Argument<string> _person = new("PERSON") { Description = "The id or the name of a member of the People section." };

    public Command Build()
    {
        var command = new Command("sign-in", "Prints a link that signs a person in, once and within an hour; the server must be running.") { _person };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var configuration = options.ReadConfiguration(result);
        var settings = Settings.Read(configuration, Path.GetFullPath(options.NamedDataFolder(result) ?? configuration["Data"] ?? "data"));
        var identity = WebIdentity(settings.People, result.GetValue(_person)!);
        await Documents.WriteLineAsync($"Open {await SignInHost.CreateLinkAsync(settings.DataFolder, identity, cancellationToken)}");
        return ExitCodes.Fine;
    }

    private static string WebIdentity(PeopleOptions people, string person)
    {
        var index = Find(people.Members, person);
        var member = people.Members[index];
        var identity = member.Identities.FirstOrDefault(one => one.StartsWith(WebPrefix, StringComparison.OrdinalIgnoreCase) && one.Length > WebPrefix.Length)
            ?? throw new CommandException(
                ExitCodes.BadInput,
                $"{person} has no identity on the chat page, so no link was made. Add \"{WebPrefix}{member.Id}\" to People:Members:{index}:Identities and start the server again.");
        return identity[WebPrefix.Length..];
    }

    /// <summary>The id decides before the name does.</summary>
    private static int Find(IReadOnlyList<MemberOptions> members, string person)
    {
        var all = Enumerable.Range(0, members.Count).ToList();
        var found = all.Where(index => Is(members[index].Id, person)).ToList();
        if (found.Count == 0)
            found = [.. all.Where(index => Is(members[index].Name, person))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CommandException(ExitCodes.BadInput, $"I do not know {person}, so no link was made. Members are: {string.Join(", ", members.Select(member => member.Id))}. An administrator adds others under People:Members."),
            _ => throw new CommandException(ExitCodes.BadInput, $"Several members are called {person}, so no link was made. Name one by its id: {string.Join(", ", found.Select(index => members[index].Id))}."),
        };
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
