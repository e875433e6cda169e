using System.Globalization;
using ChatOps.Agents.Models;
using ChatOps.Agents.Prompts;
using ChatOps.Database.Connections;
using ChatOps.Knowledge;
using ChatOps.People;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Policy;

namespace ChatOps;

/// <summary>Everything that is configured, read and checked once at start. Without any file it is complete.</summary>
public sealed record Settings
{
    /// <summary>The name of the connection that every installation has.</summary>
    public const string DemoName = "demo";

    /// <summary>Every first word of a key.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["Data", "AllowRemote", "Connections", "People", "Policy", "Engine", "Prompts", "Model", "Knowledge", "DirectLine", "Rest"];

    /// <summary>A full path.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whose key seals proofs: the data folder, unless a command keeps its own state apart. A full path.</summary>
    public string KeyFolder
    {
        get => field ?? DataFolder;
        init;
    }

    public required IReadOnlyList<DatabaseConnection> Connections { get; init; }

    public required PeopleOptions People { get; init; }

    public required PipelinesOptions Pipelines { get; init; }

    /// <summary>Where prompt files are; a full path.</summary>
    public required string PromptsFolder { get; init; }

    public ModelOptions Model { get; init; } = new();

    public KnowledgeOptions Knowledge { get; init; } = new();

    public string DemoPath => Path.Combine(DataFolder, "demo.sqlite");

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="SettingsException">Something in it is wrong; all problems at once, each naming its key.</exception>
    public static Settings Read(IConfiguration configuration, string dataFolder)
    {
        var problems = new List<string>();
        var people = ReadPeople(configuration, problems);
        var engine = configuration.GetSection("Engine").Bind<EngineSettings>(problems);
        var options = engine.ToOptions(dataFolder, configuration.GetSection("Policy").Bind<PolicyOptions>(problems));
        problems.AddRange(options.Check().Select(problem => problem.StartsWith("Policy", StringComparison.Ordinal) ? problem : $"Engine:{problem}"));
        var connections = ConnectionSettings.Read(configuration.GetSection("Connections"), problems);
        var model = configuration.GetSection("Model").Bind<ModelOptions>(problems);
        problems.AddRange(model.Validate(Environment.GetEnvironmentVariable));
        var knowledge = configuration.GetSection("Knowledge").Bind<KnowledgeOptions>(problems);
        problems.AddRange(knowledge.Validate(Environment.GetEnvironmentVariable));
        if (problems.Count > 0)
            throw new SettingsException(problems);
        return new Settings
        {
            DataFolder = dataFolder,
            Connections = connections,
            People = people,
            Pipelines = options,
            PromptsFolder = Path.GetFullPath(configuration["Prompts:Folder"] ?? PromptLibrary.DefaultFolder),
            Model = model,
            Knowledge = knowledge,
        };
    }

    private static PeopleOptions ReadPeople(IConfiguration configuration, List<string> problems)
    {
        var people = configuration.GetSection("People").Bind<PeopleOptions>(problems);
        if (people.Members.Count == 0)
            return PeopleOptions.LocalAdmin(Environment.UserName);
        problems.AddRange(people.Validate());
        return people;
    }
}

/// <summary>The configuration is wrong; nothing was started.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception(string.Format(CultureInfo.InvariantCulture, "The configuration is wrong, so nothing was started.{0}{1}", Environment.NewLine, string.Join(Environment.NewLine, problems.Select(problem => $"- {problem}"))))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
