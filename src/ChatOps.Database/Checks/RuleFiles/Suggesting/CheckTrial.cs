using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>Tries checks on the rows as they are, in a session that can only read. Nothing is kept.</summary>
public sealed class CheckTrial
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    public CheckTrial(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <summary>Every check, in the order given, with its exact count.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened.</exception>
    public async Task<IReadOnlyList<TriedCheck>> TryAsync(DatabaseConnection connection, IReadOnlyList<SuggestedCheck> checks, CancellationToken cancellationToken)
    {
        var named = checks.Select((check, number) => (Id: $"check:s-{number}", Check: check with { Yaml = check.Named(number), Remark = null })).ToList();
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = named.Count == 0 ? [] : await FindAsync(connection, named, problems, cancellationToken);
        return [.. named.Select((item, number) => found.FirstOrDefault(finding => finding.Rule == item.Id) is { } finding
            ? new TriedCheck(checks[number], finding.Count, finding.Sql, null)
            : new TriedCheck(checks[number], 0, null, problems.GetValueOrDefault(item.Id)))];
    }

    /// <summary>What the engine cannot say about a column, such as a pattern over a type of its own, is taken out, and the rest is asked again.</summary>
    private async Task<IReadOnlyList<Finding>> FindAsync(
        DatabaseConnection connection, IReadOnlyList<(string Id, SuggestedCheck Check)> checks, Dictionary<string, string> problems, CancellationToken cancellationToken)
    {
        var checker = new DataChecker(_access, _time);
        for (var usable = checks; usable.Count > 0; usable = [.. usable.Where(item => !problems.ContainsKey(item.Id))])
        {
            var text = SuggestedFile.Write("", [.. usable.Select(item => item.Check)], "none");
            try
            {
                var options = new CheckOptions { Rules = RuleFile.Parse(text, "suggested") };
                var result = await checker.CheckAsync(connection, options, null, cancellationToken);
                foreach (var gap in result.NotChecked)
                {
                    Note(gap, usable, problems);
                }

                return result.Findings;
            }
            catch (RuleFileException unfit)
            {
                var lines = text.Split('\n');
                var before = problems.Count;
                foreach (var problem in unfit.Problems)
                {
                    foreach (var id in Concerned(lines, problem.Line - 1))
                    {
                        problems.TryAdd(id, problem.Message);
                    }
                }

                if (problems.Count == before)
                {
                    throw;
                }
            }
        }

        return [];
    }

    /// <summary>A gap is about one check, which its reason begins with, or about every check of the table.</summary>
    private static void Note(NotChecked gap, IReadOnlyList<(string Id, SuggestedCheck Check)> checks, Dictionary<string, string> problems)
    {
        var own = checks.Where(item => gap.Reason.StartsWith($"{item.Id}: ", StringComparison.Ordinal)).ToList();
        foreach (var (id, _) in own.Count > 0 ? own : [.. checks.Where(item => item.Check.Table.Equals(gap.Table, StringComparison.OrdinalIgnoreCase))])
        {
            problems.TryAdd(id, own.Count > 0 ? gap.Reason[(id.Length + 2)..] : gap.Reason);
        }
    }

    /// <summary>The check of that line; where it names a table or a column, every check under it.</summary>
    private static IEnumerable<string> Concerned(string[] lines, int at)
    {
        if (NameIn(lines[at]) is { } own)
        {
            return [own];
        }

        var depth = Depth(lines[at]);
        return lines.Skip(at + 1).TakeWhile(line => Depth(line) > depth).Select(NameIn).OfType<string>();
    }

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;

    private static string? NameIn(string line) =>
        line.LastIndexOf("name: s-", StringComparison.Ordinal) is >= 0 and var at ? $"check:{line[(at + 6)..].Trim().TrimEnd('}').Trim()}" : null;
}
