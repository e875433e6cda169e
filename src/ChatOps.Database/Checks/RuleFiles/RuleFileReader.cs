using System.Globalization;
using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Checks.RuleFiles.Yaml;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>Reads nodes that fit the schema. What a schema cannot say is said here.</summary>
internal sealed class RuleFileReader
{
    private static readonly string[] Options = ["name", "severity", "where", "warn", "fail", "samples", "approximate", "because"];

    private readonly List<RuleFileProblem> _problems;

    internal RuleFileReader(List<RuleFileProblem> problems) => _problems = problems;

    internal RuleFile Read(RuleMap root, string name)
    {
        var tables = Entries(root.Find("tables")).Select(ReadTable).ToList();
        var ids = RuleCatalog.All.Select(rule => rule.Id).Concat(tables.SelectMany(table => table.Checks).Select(check => check.Id)).ToHashSet(StringComparer.Ordinal);
        return new RuleFile(name)
        {
            Builtin = Text(root.Find("builtin")) != "none",
            Switches = [.. Entries(root.Find("rules")).Select(entry => ReadSwitch(entry, ids))],
            Excuses = [.. Items(root.Find("excuses")).OfType<RuleMap>().Select(entry => ReadExcuse(entry, ids))],
            Tables = tables,
        };
    }

    private RuleSwitch ReadSwitch(RuleEntry entry, HashSet<string> ids)
    {
        RequireRule(entry.Key, entry.At, ids);
        var word = Text(entry.Value);
        return new RuleSwitch(entry.Key, entry.At, word != "off", word is "off" or "on" ? null : SeverityOf(word!));
    }

    private ExcuseEntry ReadExcuse(RuleMap map, HashSet<string> ids)
    {
        var rule = Text(map.Find("rule"))!;
        RequireRule(rule, map.Find("rule")!.At, ids);
        return new ExcuseEntry(
            rule, map.At, Text(map.Find("table")), map.Find("columns") is RuleList columns ? Texts(columns) : null, Text(map.Find("reason"))!, ReadDay(map.Find("until")!));
    }

    private DateOnly ReadDay(RuleNode node)
    {
        if (!DateOnly.TryParseExact(Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Problem(node.At, $"'{Text(node)}' is no day of the calendar.");
        }

        return day;
    }

    private TableRules ReadTable(RuleEntry entry)
    {
        var map = (RuleMap)entry.Value;
        var columns = Entries(map.Find("columns")).SelectMany(column => Items(column.Value).Select(item => ReadCheck(item, column)));
        var own = Items(map.Find("checks")).Select(item => ReadCheck(item, null));
        return new TableRules(entry.Key, entry.At, ReadExpression(map.Find("where")), [.. columns.Concat(own).OfType<CheckDefinition>()]);
    }

    private CheckDefinition? ReadCheck(RuleNode node, RuleEntry? column)
    {
        if (node is not RuleMap map)
        {
            return Placed(new CheckDefinition(Text(node)!, node.At, null), column);
        }

        var kinds = map.Entries.Where(entry => !Options.Contains(entry.Key)).ToList();
        if (kinds.Count != 1)
        {
            Problem(map.At, kinds.Count == 0
                ? "Only options stand here; name the check, such as not-null: true."
                : $"One check stands in one item; here are {string.Join(" and ", kinds.Select(kind => kind.Key))}. Begin each with a hyphen of its own.");
            return null;
        }

        var check = Placed(new CheckDefinition(kinds[0].Key, kinds[0].At, kinds[0].Value), column) with
        {
            Name = Text(map.Find("name")),
            Severity = Text(map.Find("severity")) is { } severity ? SeverityOf(severity) : Severity.Error,
            Where = ReadExpression(map.Find("where")),
            Warn = ReadThreshold(map.Find("warn")),
            Fail = ReadThreshold(map.Find("fail")),
            Samples = map.Find("samples") is RuleScalar { Value: long samples } ? (int)samples : FindingProof.SampleSize,
            Approximate = map.Find("approximate") is RuleScalar { Value: true },
            Because = Text(map.Find("because")),
        };
        RequireSensible(check, map);
        return check;
    }

    private void RequireSensible(CheckDefinition check, RuleMap map)
    {
        var kind = CheckKinds.Find(check.Kind, check.Column is not null);
        if (kind is { CountsRows: false } && (check.Warn ?? check.Fail) is not null)
        {
            Problem((map.Find("warn") ?? map.Find("fail"))!.At, $"'{check.Kind}' measures one figure and counts no rows; its bounds are its threshold. Use severity: warning for a warning.");
        }

        if (check.Kind == SqlKinds.Sql && (check.Warn?.Share ?? check.Fail?.Share) is not null)
        {
            Problem(map.At, "A query tells how many cases fail, not of how many; write warn and fail as numbers.");
        }

        if (kind is { TakesWhere: false } && check.Where is { } where)
        {
            Problem(where.At, $"'{check.Kind}' takes no where; write the condition into it.");
        }

        if (check.Approximate && check.Kind != MeasureKinds.DistinctCount)
        {
            Problem(map.Find("approximate")!.At, $"Only {MeasureKinds.DistinctCount} can be approximate; '{check.Kind}' is exact.");
        }
    }

    private static CheckDefinition Placed(CheckDefinition check, RuleEntry? column) =>
        column is null ? check : check with { Column = column.Key, ColumnAt = column.At };

    private static Expression? ReadExpression(RuleNode? node) => node is RuleScalar scalar ? new Expression(scalar.Text.Trim(), scalar.At) : null;

    private static Threshold? ReadThreshold(RuleNode? node) => node switch
    {
        null => null,
        RuleScalar { Value: long count } => new Threshold(count, null),
        RuleScalar scalar => new Threshold(null, Arguments.Number(scalar)),
        _ => null,
    };

    private void RequireRule(string rule, Place at, HashSet<string> ids)
    {
        if (!ids.Contains(rule))
        {
            Problem(at, $"There is no rule '{rule}'{NearestName.Hint(rule, ids)}");
        }
    }

    private void Problem(Place at, string message) => _problems.Add(new RuleFileProblem(at.Line, at.Column, message));

    private static Severity SeverityOf(string word) => Enum.Parse<Severity>(word, ignoreCase: true);

    private static IReadOnlyList<RuleEntry> Entries(RuleNode? node) => (node as RuleMap)?.Entries ?? [];

    private static IReadOnlyList<RuleNode> Items(RuleNode? node) => (node as RuleList)?.Items ?? [];

    private static string? Text(RuleNode? node) => (node as RuleScalar)?.Text;

    private static IReadOnlyList<string> Texts(RuleList list) => [.. list.Items.OfType<RuleScalar>().Select(item => item.Text)];
}
