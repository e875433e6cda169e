using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists;

/// <summary>
/// A file that a step names: a name in one folder of the data folder, or the text itself, which has several lines. Nothing outside that folder can be
/// named.
/// </summary>
/// <param name="folder">Within the data folder.</param>
/// <param name="what">With its article, such as "a rule file".</param>
/// <param name="notDone">What did not happen, as a sentence, where the file cannot be had.</param>
internal sealed partial class StepFile(string dataFolder, string folder, string what, string notDone)
{
    /// <summary>Bytes; a format's own limit is in characters.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>Null where the step names none.</summary>
    /// <param name="input">The step's input.</param>
    /// <exception cref="StepFailedException">There is no such file.</exception>
    public NamedText? Find(JsonElement with, string input)
    {
        if (!with.TryGetProperty(input, out var value) || value.GetString() is not { Length: > 0 } given)
            return null;
        return given.Contains('\n', StringComparison.Ordinal) ? new NamedText(input, given) : new NamedText(given, Read(given));
    }

    private string Read(string name)
    {
        var place = Path.Combine(Path.GetFullPath(dataFolder), folder);
        var noun = what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (!PlainName().IsMatch(name))
            throw new StepFailedException($"'{name}' is no name of {what}: letters, digits, dots, hyphens and underscores, ending in .yaml or .yml. It stands in {place}. {notDone}");
        var file = new FileInfo(Path.Combine(place, name));
        if (!file.Exists || file.LinkTarget is not null)
            throw new StepFailedException($"There is no {noun} {name} in {place}. {notDone}");
        if (file.Length > MaxBytes)
            throw new StepFailedException($"The {noun} {name} is larger than {MaxBytes / 1024 / 1024} MB. Split it. {notDone}");
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException($"The {noun} {name} cannot be read: {problem.Message} {notDone}", isTransient: false, problem);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml\z")]
    private static partial Regex PlainName();
}

/// <summary>A file's text and how it is called.</summary>
internal sealed record NamedText(string Name, string Text)
{
    /// <summary>Changes whenever the text does.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
