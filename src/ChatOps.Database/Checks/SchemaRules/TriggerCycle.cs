using System.Text.RegularExpressions;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Triggers that set each other off.</summary>
internal sealed partial class TriggerCycle : SchemaRule
{
    internal override string Id => "trigger-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A trigger changes a table whose trigger changes the first one again. The chain ends only where a condition happens to stop it or the engine's limit of depth does. A trigger that changes its own table is not counted.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.Sqlite, DatabaseProvider.MySql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var graph = new Graph<Trigger>(context.Schema.Triggers.Where(trigger => trigger.Enabled).SelectMany(Arrows));
        return Task.FromResult<IReadOnlyList<Candidate>>(
        [
            .. from circle in graph.Circles()
               let table = context.Tables.FirstOrDefault(table => circle.Any(arrow => Proofs.Is(arrow.Label.Table, table.Name)))
               where table is not null && circle.Select(arrow => arrow.Label.Table).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
               let path = ReferenceGraph.Path(circle)
               select new Candidate(
                   table.Name, [], context.WhereAll("path", path, circle.Select(arrow => context.Sql.DescribeTrigger(arrow.Label))),
                   _ => $"Triggers set each other off: {path}, by {string.Join(", ", circle.Select(arrow => arrow.Label.Name))}."),
        ]);
    }

    /// <summary>From each kind of change that fires the trigger to each kind of change that its body makes.</summary>
    private static IEnumerable<Arrow<Trigger>> Arrows(Trigger trigger)
    {
        var sql = Ignored().Replace(trigger.Sql, " ");
        if (Header().Match(sql) is not { Success: true } header)
        {
            return [];
        }

        var body = sql[(header.Index + header.Length)..];
        return from kind in Kinds().Matches(header.Groups[1].Value + header.Groups[2].Value).Select(match => match.Value.ToUpperInvariant()).Distinct()
               from change in Changes().Matches(body)
               let target = change.Groups[4].Value.Trim('"', '`', '[', ']')
               select new Arrow<Trigger>($"{kind} {trigger.Table}", $"{Kind(change)} {target}", trigger);
    }

    private static string Kind(Match change) => change.Groups[2].Success ? "UPDATE" : change.Groups[3].Success ? "DELETE" : "INSERT";

    [GeneratedRegex(@"'([^']|'')*'|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Ignored();

    [GeneratedRegex(@"\btrigger\b.*?\b(?:before|after|instead\s+of)\s+((?:insert|update|delete)\b.*?)\bon\b.*?(?:\bbegin\b|\bfor\s+each\s+row\b)|^\s*(?:before|after)\s+(insert|update|delete)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(insert|update|delete)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Kinds();

    [GeneratedRegex(@"\b(?:((?:insert|replace)(?:\s+or\s+\w+)?\s+into)|(update(?:\s+or\s+\w+)?)|(delete\s+from))\s+(""[^""]+""|`[^`]+`|\[[^\]]+\]|\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Changes();
}
