namespace ChatOps.Agents.Evaluation;

/// <summary>What came of one case of a data set.</summary>
public enum Mark
{
    /// <summary>As it should be.</summary>
    Right,

    /// <summary>Answered, and not as it should be.</summary>
    Wrong,

    /// <summary>Asked back or declined instead of answering.</summary>
    Asked,
}

/// <summary>How many cases of a group came out how.</summary>
/// <param name="Group">Such as a language, a shape or a database.</param>
public sealed record Score(string Group, int Cases, int Right, int Wrong, int Asked)
{
    public double RightShare => Cases == 0 ? 0 : Math.Round((double)Right / Cases, 4);

    public double WrongShare => Cases == 0 ? 0 : Math.Round((double)Wrong / Cases, 4);

    /// <summary>One score per group in the order of their names, and <c>all</c> at the end.</summary>
    public static IReadOnlyList<Score> Of(IReadOnlyList<(string Group, Mark Mark)> marks) =>
        [.. marks.GroupBy(mark => mark.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group.Select(mark => mark.Mark)])), Of("all", [.. marks.Select(mark => mark.Mark)])];

    private static Score Of(string group, IReadOnlyList<Mark> marks) =>
        new(group, marks.Count, marks.Count(mark => mark == Mark.Right), marks.Count(mark => mark == Mark.Wrong), marks.Count(mark => mark == Mark.Asked));
}
