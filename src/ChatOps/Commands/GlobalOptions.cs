using System.CommandLine;

namespace ChatOps.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public const string DataVariable = "CHATOPS_DATA";

    public Option<string?> Data { get; } = new("--data")
    {
        Description = $"The folder for state, reports and exports (or {DataVariable}; ./data when neither is given).",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "A settings file; ./appsettings.json is read when it is there.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>The folder that was named, or null.</summary>
    public string? NamedDataFolder(ParseResult result) =>
        result.GetValue(Data) is { Length: > 0 } named ? named : Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } variable ? variable : null;

    /// <summary>The settings over the folder that was named, else the configured one, else <c>./data</c>.</summary>
    /// <exception cref="SettingsException">The file is missing or what it says is wrong.</exception>
    public Settings Read(ParseResult result)
    {
        var configuration = ReadConfiguration(result);
        return Read(configuration, NamedDataFolder(result) ?? configuration["Data"] ?? "data");
    }

    public static Settings Read(IConfiguration configuration, string dataFolder) => Settings.Read(configuration, Path.GetFullPath(dataFolder));

    /// <summary>The settings files and the environment, the environment last so that it wins.</summary>
    public IConfiguration ReadConfiguration(ParseResult result)
    {
        var named = result.GetValue(Config);
        if (named is not null && !File.Exists(named))
            throw new SettingsException([$"--config: there is no file {named}."]);
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(named ?? "appsettings.json"), optional: named is null).Build();
            var unknown = file.GetChildren().Where(section => !Settings.Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)).Select(section => $"{section.Key} is no section of the configuration; there are {string.Join(", ", Settings.Sections)}.").ToList();
            return unknown.Count > 0
                ? throw new SettingsException(unknown)
                : new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables("CHATOPS_").Build();
        }
        catch (InvalidDataException problem)
        {
            throw new SettingsException([$"{named ?? "appsettings.json"} is not valid JSON: {problem.GetBaseException().Message}"]);
        }
    }
}
