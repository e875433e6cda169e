namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>One thing that is wrong with a rule file.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts characters from 1.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record RuleFileProblem(int Line, int Column, string Message);

/// <summary>A rule file cannot be used. Nothing was checked and nothing was written.</summary>
public sealed class RuleFileException : Exception
{
    public RuleFileException(string file, IEnumerable<RuleFileProblem> problems)
        : this(file, [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)])
    {
    }

    private RuleFileException(string file, RuleFileProblem[] problems)
        : base(string.Join('\n', problems.Select(problem => $"{file}:{problem.Line}:{problem.Column}: {problem.Message}").Append("Nothing was checked.")))
    {
        Problems = problems;
    }

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<RuleFileProblem> Problems { get; }
}
