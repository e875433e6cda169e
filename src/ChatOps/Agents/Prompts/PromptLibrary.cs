using System.Collections.Frozen;
using System.Text;

namespace ChatOps.Agents.Prompts;

/// <summary>The prompts of all agents, checked.</summary>
public sealed class PromptLibrary
{
    private readonly FrozenDictionary<string, Prompt> _prompts;

    private PromptLibrary(IEnumerable<Prompt> prompts) => _prompts = prompts.ToFrozenDictionary(prompt => prompt.Name, StringComparer.Ordinal);

    /// <summary>The agents that must have a file.</summary>
    public static IReadOnlyList<string> Agents { get; } =
        ["planner", "sql-developer", "schema-validator", "data-quality", "anomaly-detector", "migrator", "report-writer"];

    /// <summary>The folder that a build carries beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>The prompt of an agent.</summary>
    /// <exception cref="KeyNotFoundException">No agent of that name; <see cref="Agents"/> lists them.</exception>
    public Prompt this[string agent] => _prompts[agent];

    /// <summary>Reads every <c>.yaml</c> file of the folder.</summary>
    /// <exception cref="PromptFilesException">Something is wrong; it lists all of it.</exception>
    public static PromptLibrary Load(string folder)
    {
        var (prompts, errors) = Read(folder);
        return errors.Count == 0 ? new PromptLibrary(prompts) : throw new PromptFilesException(errors);
    }

    private static (List<Prompt> Prompts, List<PromptError> Errors) Read(string folder)
    {
        var prompts = new List<Prompt>();
        var errors = new List<PromptError>();
        var files = Files(folder);
        foreach (var path in files)
        {
            var (prompt, wrong) = ReadFile(path);
            errors.AddRange(wrong);
            if (prompt is not null)
                prompts.Add(prompt);
        }

        foreach (var group in prompts.GroupBy(prompt => prompt.Name).Where(group => group.Count() > 1))
            errors.Add(new PromptError($"{group.Key}.yaml", 0, $"The name {group.Key} is used by {group.Count()} files."));
        var present = files.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        foreach (var agent in Agents.Where(agent => !present.Contains(agent)))
            errors.Add(new PromptError($"{agent}.yaml", 0, $"The file is missing: the agent {agent} has no prompt. Put it into {folder}, or reinstall the program."));
        return (prompts, errors);
    }

    private static string[] Files(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal)]
        : [];

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    private static (Prompt? Prompt, IReadOnlyList<PromptError> Errors) ReadFile(string path)
    {
        var file = Path.GetFileName(path);
        if (!Agents.Contains(Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal))
            return (null, [new PromptError(file, 0, $"It belongs to no agent; the agents are {string.Join(", ", Agents)}.")]);
        try
        {
            if (new FileInfo(path).Length > PromptFile.MostBytes)
                return (null, [new PromptError(file, 0, $"It is larger than {PromptFile.MostBytes / 1024} KB.")]);
            return PromptFile.Read(file, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return (null, [new PromptError(file, 0, $"It cannot be read: {exception.Message}")]);
        }
    }
}
