using System.Collections.Frozen;
using System.Text;

namespace ChatOps.Agents.Prompts;

/// <summary>The prompts of all agents, checked. A file that is edited counts from the next question on; while it is wrong, what stood there before goes on.</summary>
public sealed class PromptLibrary
{
    private readonly string _folder;
    private readonly Lock _gate = new();
    private FrozenDictionary<string, Prompt> _prompts;
    private string _seen;

    private PromptLibrary(string folder, string seen, IEnumerable<Prompt> prompts) => (_folder, _seen, _prompts) = (folder, seen, Index(prompts));

    /// <summary>The agents that must have a file. One that is asked for two different things is two of them.</summary>
    public static IReadOnlyList<string> Agents { get; } =
    [
        "planner", "sql-developer", "schema-validator", "schema-validator-keys", "data-quality", "data-quality-checks", "anomaly-detector", "migrator", "migrator-overrides",
        "report-writer", "report-writer-translation", "llm-chat",
    ];

    /// <summary>The folder that a build carries beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>What is wrong with the files as they are now; empty while they are in use.</summary>
    public IReadOnlyList<PromptError> Errors { get; private set; } = [];

    /// <summary>Told of an edit that was refused.</summary>
    public event Action<IReadOnlyList<PromptError>>? Refused;

    /// <summary>The prompt of an agent, as its file is now or, while that is wrong, was last.</summary>
    /// <exception cref="KeyNotFoundException">No agent of that name; <see cref="Agents"/> lists them.</exception>
    public Prompt this[string agent]
    {
        get
        {
            lock (_gate)
            {
                Refresh();
                return _prompts[agent];
            }
        }
    }

    /// <summary>Reads every <c>.yaml</c> file of the folder.</summary>
    /// <exception cref="PromptFilesException">Something is wrong; it lists all of it.</exception>
    public static PromptLibrary Load(string folder)
    {
        var seen = Look(folder);
        var (prompts, errors) = Read(folder);
        return errors.Count == 0 ? new PromptLibrary(folder, seen, prompts) : throw new PromptFilesException(errors);
    }

    /// <summary>All files at once or none, so that what is in use was always valid together.</summary>
    private void Refresh()
    {
        var seen = Look(_folder);
        if (seen == _seen)
            return;
        _seen = seen;
        var (prompts, errors) = Read(_folder);
        Errors = errors;
        if (errors.Count == 0)
            _prompts = Index(prompts);
        else
            Refused?.Invoke(errors);
    }

    /// <summary>Names, sizes and times of the files: a dozen small questions to the file system, cheap enough for every turn.</summary>
    private static string Look(string folder) =>
        string.Join('\n', Files(folder).Select(path => new FileInfo(path)).Select(file => $"{file.Name} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}"));

    private static FrozenDictionary<string, Prompt> Index(IEnumerable<Prompt> prompts) => prompts.ToFrozenDictionary(prompt => prompt.Name, StringComparer.Ordinal);

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
