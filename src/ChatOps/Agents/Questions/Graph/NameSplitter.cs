using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>Cuts a name of a schema into words: at signs, at digits, and where small letters meet capitals.</summary>
internal static class NameSplitter
{
    /// <summary>Word keys in order: <c>StuID</c> is stu, id; <c>num_of_staff</c> is num, of, staff.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && !IsBoundary(name, at))
                continue;
            var key = WordKey.Of(name[start..at]);
            if (key.Length > 0)
                words.Add(key);
            start = at;
        }

        return words;
    }

    private static bool IsBoundary(string name, int at)
    {
        var (before, here) = (name[at - 1], name[at]);
        if (!char.IsLetterOrDigit(here) || !char.IsLetterOrDigit(before))
            return true;
        if (char.IsDigit(here) != char.IsDigit(before))
            return true;
        // The last capital of a run begins the next word: HTTPServer, PETName.
        return char.IsUpper(here) && (char.IsLower(before) || (char.IsUpper(before) && at + 1 < name.Length && char.IsLower(name[at + 1])));
    }
}
