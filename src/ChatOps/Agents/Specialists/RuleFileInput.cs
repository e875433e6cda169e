using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.People;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists;

/// <summary>
/// The <c>rules</c> of a step: the name of a file in the data folder's <c>rules</c> folder, or the text of a rule file itself. Nothing outside that
/// folder can be named.
/// </summary>
public sealed partial class RuleFileInput(PipelinesOptions options, ConnectionRegistry connections, PeopleDirectory people)
{
    /// <summary>Within the data folder.</summary>
    public const string FolderName = "rules";

    /// <summary>Bytes; the format's own limit is in characters.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>What to check, with the step's rule file where it names one.</summary>
    /// <exception cref="RuleFileException">It is no rule file.</exception>
    /// <exception cref="StepFailedException">There is no such file.</exception>
    public CheckOptions OptionsOf(DatabaseWork work) => new()
    {
        Tables = work.Tables,
        Rules = Find(work.Context.With) is { } file ? RuleFile.Parse(file.Text, file.Name) : null,
        // What the person who asked may not see is not there for the file either.
        Connections = people.FindById(work.Context.RequestedBy) is { } person ? new ConnectionRegistry(connections.All.Where(connection => person.MaySee(connection.Name))) : null,
    };

    /// <summary>Null where the step has no rules.</summary>
    /// <exception cref="StepFailedException">There is no such file.</exception>
    internal NamedRules? Find(JsonElement with)
    {
        if (!with.TryGetProperty("rules", out var value) || value.GetString() is not { Length: > 0 } rules)
            return null;
        return rules.Contains('\n', StringComparison.Ordinal) ? new NamedRules("rules", rules) : new NamedRules(rules, Read(rules));
    }

    private string Read(string name)
    {
        var folder = Path.Combine(Path.GetFullPath(options.DataFolder), FolderName);
        if (!PlainName().IsMatch(name))
            throw new StepFailedException($"'{name}' is no name of a rule file: letters, digits, dots, hyphens and underscores, ending in .yaml or .yml. It stands in {folder}. Nothing was checked.");
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists || file.LinkTarget is not null)
            throw new StepFailedException($"There is no rule file {name} in {folder}. Nothing was checked.");
        if (file.Length > MaxBytes)
            throw new StepFailedException($"The rule file {name} is larger than {MaxBytes / 1024 / 1024} MB. Split it. Nothing was checked.");
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException($"The rule file {name} cannot be read: {problem.Message} Nothing was checked.", isTransient: false, problem);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml\z")]
    private static partial Regex PlainName();
}

/// <summary>A rule file's text and how it is called.</summary>
internal sealed record NamedRules(string Name, string Text)
{
    /// <summary>Changes whenever the text does.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
