using ChatOps.Database.Connections;
using ChatOps.People;

namespace ChatOps.Commands;

/// <summary>A database that somebody named on the command line.</summary>
/// <param name="Text">A configured name, a path or a URL.</param>
/// <param name="Environment">What a path or URL counts as.</param>
internal sealed record DatabaseAsked(string Text, string Environment)
{
    /// <summary>Tables of it that were named; they must exist.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    public bool ShowPersonalData { get; init; }

    /// <summary>It may be written: a path or URL is written with the credential that it is read with.</summary>
    public bool Writes { get; init; }

    /// <summary>The connections behind them, each under a name of its own.</summary>
    /// <exception cref="CommandException">One is neither a name that the person may see nor an address.</exception>
    public static IReadOnlyList<DatabaseFound> Find(IReadOnlyList<DatabaseAsked> asked, Settings settings, Person person)
    {
        var found = new List<DatabaseFound>();
        foreach (var database in asked.Select(database => database.Find(settings, person)))
        {
            var taken = found.Any(other => !ReferenceEquals(other.Connection, database.Connection) && other.Connection.Name.Equals(database.Connection.Name, StringComparison.OrdinalIgnoreCase));
            // Two files of one name in two folders are two databases.
            found.Add(taken && !database.IsNamed ? database with { Connection = database.Connection with { Name = $"{database.Connection.Name}-{found.Count + 1}" } } : database);
        }

        return found;
    }

    private DatabaseFound Find(Settings settings, Person person)
    {
        var (connection, isNamed) = ConnectionArgument.Resolve(Text, Environment, settings, person);
        var shows = connection.ShowPersonalData || ShowPersonalData;
        return new DatabaseFound(
            connection with { ShowPersonalData = shows, Writer = Writes && !isNamed ? connection.Reader : connection.Writer }, isNamed, !isNamed || shows != connection.ShowPersonalData);
    }
}

/// <summary>A database that was found.</summary>
/// <param name="IsNamed">It is configured under that name.</param>
/// <param name="IsChanged">It is not as the configuration has it.</param>
internal sealed record DatabaseFound(DatabaseConnection Connection, bool IsNamed, bool IsChanged);
