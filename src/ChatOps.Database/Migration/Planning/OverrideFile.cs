using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Migration.Fixes;

namespace ChatOps.Database.Migration.Planning;

/// <summary>
/// Reads choices of a person from YAML:
/// <code>
/// types:
///   datetime: timestamptz
/// tables:
///   orders:
///     rename: sales
///     where: placed >= '2024-01-01'
///     orphans: drop
///     deduplicate: { columns: [customer, placed], keep: id }
///     columns:
///       note: { rename: remark, type: text, trim: true, default: none }
///       price: { cast: true }
///       placed: { cast: dd/MM/yyyy }
/// </code>
/// Names are looked at when the databases are at hand.
/// </summary>
public sealed class OverrideFile
{
    private readonly List<RuleFileProblem> _problems = [];
    private readonly string _name;

    private OverrideFile(string name) => _name = name;

    /// <param name="name">For messages, such as the file's path.</param>
    /// <exception cref="RuleFileException">It is no such file; every problem with its line and column.</exception>
    public static MigrationOverrides Parse(string text, string name)
    {
        var file = new OverrideFile(name);
        var root = RuleYaml.Read(text, file._problems, "a file of choices", "types: {}");
        var overrides = root is RuleMap map ? file.Read(map) : MigrationOverrides.None;
        if (root is not null and not RuleMap)
        {
            file.Problem(root.At, "A file of choices is a map of 'types' and 'tables'.");
        }

        return file._problems.Count == 0 ? overrides : throw new RuleFileException(name, file._problems, "Nothing was migrated.");
    }

    private MigrationOverrides Read(RuleMap root)
    {
        Require(root, "types", "tables");
        return new MigrationOverrides
        {
            Types = Entries(root.Find("types")).Select(entry => (entry.Key, Value: Text(entry))).Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.OrdinalIgnoreCase),
            Tables = Unique(Entries(root.Find("tables"))).ToDictionary(entry => entry.Key, ReadTable, StringComparer.OrdinalIgnoreCase),
        };
    }

    private TableOverride ReadTable(RuleEntry entry)
    {
        var map = MapOf(entry, "rename", "where", "orphans", "deduplicate", "columns");
        return new TableOverride
        {
            Place = PlaceOf(entry),
            Rename = TextIn(map, "rename"),
            Where = TextIn(map, "where"),
            DropOrphans = OneOf(map, "orphans", "drop", "reject") == "drop",
            Deduplicate = map?.Entries.FirstOrDefault(own => own.Key == "deduplicate") is { } duplicates ? ReadDeduplication(duplicates) : null,
            Columns = Unique(Entries(map?.Find("columns"))).ToDictionary(column => column.Key, ReadColumn, StringComparer.OrdinalIgnoreCase),
        };
    }

    private ColumnOverride ReadColumn(RuleEntry entry)
    {
        var map = MapOf(entry, "rename", "type", "trim", "cast", "default");
        return new ColumnOverride { Place = PlaceOf(entry), Rename = TextIn(map, "rename"), Type = TextIn(map, "type"), Fixes = [.. Fixes(map)] };
    }

    /// <summary>Blanks go before a text is read as something else, and only what is still missing gets the default.</summary>
    private IEnumerable<ValueFix> Fixes(RuleMap? map)
    {
        if (OneOf(map, "trim", "true", "false") == "true")
        {
            yield return new ValueFix(FixKind.Trim);
        }

        if (TextIn(map, "cast") is { } cast and not "false")
        {
            yield return new ValueFix(FixKind.Cast, cast == "true" ? null : cast);
        }

        if (TextIn(map, "default") is { } value)
        {
            yield return new ValueFix(FixKind.DefaultNull, value);
        }
    }

    private Deduplication? ReadDeduplication(RuleEntry entry)
    {
        var map = MapOf(entry, "columns", "keep");
        var columns = map?.Find("columns") switch
        {
            RuleScalar one => [one.Text],
            RuleList some => (List<string>)[.. some.Items.OfType<RuleScalar>().Select(item => item.Text)],
            _ => [],
        };
        if (columns.Count > 0)
        {
            return new Deduplication(columns, TextIn(map, "keep"));
        }

        Problem(entry.At, "'deduplicate' wants columns, such as { columns: [email], keep: updated_at }.");
        return null;
    }

    private string? OneOf(RuleMap? map, string key, params string[] words)
    {
        if (TextIn(map, key) is not { } word || words.Contains(word))
        {
            return TextIn(map, key);
        }

        Problem(map!.Entries.First(entry => entry.Key == key).At, $"'{key}' is {string.Join(" or ", words)}, not '{word}'.");
        return null;
    }

    private RuleMap? MapOf(RuleEntry entry, params string[] keys)
    {
        if (entry.Value is RuleMap map)
        {
            Require(map, keys);
            return map;
        }

        Problem(entry.Value.At, $"Under '{entry.Key}' stands a map of {string.Join(", ", keys)}.");
        return null;
    }

    private void Require(RuleMap map, params string[] keys)
    {
        foreach (var entry in map.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            Problem(entry.At, $"'{entry.Key}' is not known here{NearestName.Hint(entry.Key, keys)}");
        }
    }

    /// <summary>Names compare without case, so the map's own look at its keys is not enough.</summary>
    private List<RuleEntry> Unique(IReadOnlyList<RuleEntry> entries)
    {
        foreach (var again in entries.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).SelectMany(group => group.Skip(1)))
        {
            Problem(again.At, $"'{again.Key}' stands here a second time.");
        }

        return [.. entries.DistinctBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)];
    }

    private IReadOnlyList<RuleEntry> Entries(RuleNode? node)
    {
        if (node is not null and not RuleMap)
        {
            Problem(node.At, "Here stands a map, with one line for each name.");
        }

        return (node as RuleMap)?.Entries ?? [];
    }

    private string? TextIn(RuleMap? map, string key) => map?.Entries.FirstOrDefault(entry => entry.Key == key) is { } entry ? Text(entry) : null;

    private string? Text(RuleEntry entry)
    {
        if (entry.Value is RuleScalar scalar && scalar.Text.Trim() is { Length: > 0 } text)
        {
            return text;
        }

        Problem(entry.Value.At, $"'{entry.Key}' wants a text.");
        return null;
    }

    private string PlaceOf(RuleEntry entry) => $"{_name}:{entry.At.Line}:{entry.At.Column}";

    private void Problem(Place at, string message) => _problems.Add(new RuleFileProblem(at.Line, at.Column, message));
}
