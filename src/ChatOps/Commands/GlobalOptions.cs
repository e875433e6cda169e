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

    /// <exception cref="SettingsException">The file is missing or what it says is wrong.</exception>
    public Settings Read(ParseResult result, string dataFolder) =>
        Settings.Read(ReadConfiguration(result), Path.GetFullPath(dataFolder));

    /// <summary>The settings files and the environment, the environment last so that it wins.</summary>
    public IConfiguration ReadConfiguration(ParseResult result)
    {
        var named = result.GetValue(Config);
        if (named is not null && !File.Exists(named))
            throw new SettingsException([$"--config: there is no file {named}."]);
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(named ?? "appsettings.json"), optional: named is null)
                .AddEnvironmentVariables("CHATOPS_")
                .Build();
        }
        catch (InvalidDataException problem)
        {
            throw new SettingsException([$"{named ?? "appsettings.json"} is not valid JSON: {problem.InnerException?.Message ?? problem.Message}"]);
        }
    }
}
