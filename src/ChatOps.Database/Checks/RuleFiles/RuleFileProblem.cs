namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>One thing that is wrong with a rule file.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts characters from 1.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record RuleFileProblem(int Line, int Column, string Message);

/// <summary>A file that somebody wrote cannot be used. Nothing was checked and nothing was written.</summary>
public sealed class RuleFileException : Exception
{
    /// <param name="outcome">What was not done because of it, as a sentence.</param>
    public RuleFileException(string file, IEnumerable<RuleFileProblem> problems, string outcome = "Nothing was checked.")
        : this(file, [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)], outcome)
    {
    }

    private RuleFileException(string file, RuleFileProblem[] problems, string outcome)
        : base(string.Join('\n', problems.Select(problem => $"{file}:{problem.Line}:{problem.Column}: {problem.Message}").Append(outcome)))
    {
        Problems = problems;
    }

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<RuleFileProblem> Problems { get; }
}
