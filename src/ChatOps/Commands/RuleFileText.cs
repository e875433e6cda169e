using ChatOps.Database.Checks.RuleFiles;

namespace ChatOps.Commands;

/// <summary>A rule file that somebody named on the command line.</summary>
internal sealed record RuleFileText(string Text, RuleFile File)
{
    /// <summary>Null where none was named.</summary>
    /// <exception cref="CommandException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="RuleFileException">It is no rule file; every problem with its place.</exception>
    public static async Task<RuleFileText?> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return null;
        try
        {
            var text = await System.IO.File.ReadAllTextAsync(path, cancellationToken);
            // A step takes a text of several lines for a file's text, and a single line for a file's name.
            return new RuleFileText(text + "\n", RuleFile.Parse(text, path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"The rule file {path} cannot be read: {problem.Message} Nothing was checked.");
        }
    }
}
