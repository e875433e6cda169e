using System.CommandLine;
using ChatOps.Database.Connections;
using ChatOps.People;

namespace ChatOps.Commands;

/// <summary>The database a command is about: a configured name, a SQLite file, or a URL.</summary>
internal static class ConnectionArgument
{
    public static Argument<string> Create() => new("connection")
    {
        Description = "A configured name, the path of a SQLite file, or a URL: sqlite:PATH, postgresql://user:password@host/database, mysql://...",
        HelpName = "CONN",
    };

    public static Option<string> Environment() => new("--environment")
    {
        Description = "What a path or URL counts as: dev, staging or prod.",
        DefaultValueFactory = _ => "dev",
    };

    public static Option<bool> ShowPersonalData() => new("--show-personal-data")
    {
        Description = "Print e-mail addresses, names of people and the like as they are instead of masked.",
    };

    /// <summary>The connection behind a name; a path or URL becomes one of its own, and <c>IsNamed</c> is false.</summary>
    /// <exception cref="CommandException">It is neither a name that the person may see nor a file.</exception>
    public static (DatabaseConnection Connection, bool IsNamed) Resolve(string text, string environment, Settings settings, Person person)
    {
        if (environment is not ("dev" or "staging" or "prod"))
            throw new CommandException(ExitCodes.BadInput, $"--environment is '{environment}'; it must be dev, staging or prod.");
        var known = Composition.WithDemo(settings).Where(connection => person.MaySee(connection.Name)).ToList();
        if (new ConnectionRegistry(known).Find(text) is { } named)
            return (named, true);
        if (!LooksLikeAddress(text))
        {
            throw new CommandException(
                ExitCodes.BadInput,
                $"There is no connection named '{text}' and no file of that name. Configured: {string.Join(", ", known.Select(connection => connection.Name))}. Nothing was opened.");
        }

        return (ConnectionAddress.Parse(text, environment), false);
    }

    private static bool LooksLikeAddress(string text) =>
        text.Contains(':', StringComparison.Ordinal)
        || text.Contains('/', StringComparison.Ordinal)
        || text.Contains('\\', StringComparison.Ordinal)
        || Path.HasExtension(text)
        || Path.Exists(text);
}
