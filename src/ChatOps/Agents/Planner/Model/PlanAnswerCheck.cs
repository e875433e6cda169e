using ChatOps.Agents.Models;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Model;

/// <summary>
/// Holds a model's plan against the catalog and against the request itself: a connection that the person did not name is not worked on, whatever
/// table names or comments may have told the model.
/// </summary>
internal sealed class PlanAnswerCheck(PlannerRequest request, IReadOnlyList<Item> said)
{
    private const int MostWork = 12;

    private readonly List<string> _findings = [];
    private readonly IReadOnlyList<CatalogConnection> _meant = Meant(request, said);

    /// <summary>The work, or what is wrong with it, each a sentence for the model.</summary>
    public async Task<Checked<IReadOnlyList<PlannedWork>>> ReadAsync(IReadOnlyList<PlanAnswerWork> asked, CancellationToken cancellationToken)
    {
        if (asked.Count is 0 or > MostWork)
            return Checked<IReadOnlyList<PlannedWork>>.Wrong($"\"work\" must hold 1 to {MostWork} items for this outcome.");
        var work = new List<PlannedWork>();
        foreach (var item in asked)
        {
            if (await ReadAsync(item, cancellationToken) is { } read)
                work.Add(read);
        }

        foreach (var twice in work.GroupBy(item => (item.Action, item.Connection)).Where(same => same.Count() > 1))
            _findings.Add($"{twice.Key.Action} of {twice.Key.Connection} stands there {twice.Count()} times; join them into one item.");
        foreach (var waiting in work.Where(item => item.Condition != PlannedCondition.None && item.Action == PlannedAction.Export && !work.Exists(other => other.Action == PlannedAction.Validate && other.Connection == item.Connection)))
            _findings.Add($"The export of {waiting.Connection} waits for a validation, so \"work\" must hold one of {waiting.Connection}.");
        return _findings.Count > 0 ? Checked<IReadOnlyList<PlannedWork>>.Wrong(_findings) : Checked<IReadOnlyList<PlannedWork>>.Of(work);
    }

    private async Task<PlannedWork?> ReadAsync(PlanAnswerWork item, CancellationToken cancellationToken)
    {
        var (action, condition) = (ReadAction(item.Action), ReadCondition(item));
        var connection = ReadConnection("connection", item.Connection);
        var target = action is PlannedAction.Migrate or PlannedAction.DryRun ? ReadConnection("target", item.Target) : null;
        if (action is null || condition is null || connection is null || (target is null && action is PlannedAction.Migrate or PlannedAction.DryRun))
            return null;
        if (target == connection)
        {
            _findings.Add($"{connection} cannot be migrated into itself.");
            return null;
        }

        var tables = item.Tables is { Count: > 0 } names ? await ReadTablesAsync(connection, names, cancellationToken) : null;
        return new PlannedWork(action.Value, connection, tables, condition.Value, target);
    }

    private PlannedAction? ReadAction(string? action)
    {
        PlannedAction? read = action switch
        {
            "validate" => PlannedAction.Validate,
            "profile" => PlannedAction.Profile,
            "anomalies" => PlannedAction.Anomalies,
            "export" => PlannedAction.Export,
            "migrate" => PlannedAction.Migrate,
            "dry-run" => PlannedAction.DryRun,
            _ => null,
        };
        if (read is null)
            _findings.Add("\"action\" must be validate, profile, anomalies, export, migrate or dry-run.");
        return read;
    }

    /// <summary>A migration stops at the errors of its validation unless the person wants the clean rows only; an export waits only where it is told to.</summary>
    private PlannedCondition? ReadCondition(PlanAnswerWork item)
    {
        PlannedCondition? read = (item.Action, item.Condition) switch
        {
            ("migrate", null or "none" or "clean") => PlannedCondition.Clean,
            ("migrate", "regardless") => PlannedCondition.None,
            (_, null or "none") => PlannedCondition.None,
            ("export", "clean") => PlannedCondition.Clean,
            ("export", "errors") => PlannedCondition.Errors,
            _ => null,
        };
        if (read is null)
            _findings.Add("\"condition\" must be none; clean and errors are for an export only, and clean and regardless for a migration.");
        return read;
    }

    private string? ReadConnection(string key, string? name)
    {
        var found = request.Catalog.Connections.FirstOrDefault(connection => connection.Aliases.Prepend(connection.Name).Contains(name ?? "", StringComparer.OrdinalIgnoreCase));
        if (found is null)
            _findings.Add($"\"{key}\" must be the name of a connection in the catalog.");
        else if (!_meant.Contains(found))
            _findings.Add($"The request does not name {found.Name}, nor does the conversation; ask which connection is meant.");
        else
            return found.Name;
        return null;
    }

    private async Task<IReadOnlyList<string>?> ReadTablesAsync(string connection, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var tables = await request.Catalog.ReadTables(connection, cancellationToken);
        List<string?> found = [.. names.Select(name => tables.FirstOrDefault(table => table == name) ?? tables.FirstOrDefault(table => string.Equals(table, name, StringComparison.OrdinalIgnoreCase)))];
        if (found.Contains(null))
            _findings.Add(tables.Count == 0 ? $"The tables of {connection} cannot be read now, so none may be named." : $"\"tables\" must hold names of tables of {connection}, as they stand in the catalog.");
        return found.Contains(null) ? null : [.. found.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What the text names, what "it" can mean, or the only one there is. Production is named exactly or not at all.</summary>
    private static List<CatalogConnection> Meant(PlannerRequest request, IReadOnlyList<Item> said)
    {
        var connections = request.Catalog.Connections;
        var near = new ConnectionResolver(connections, []).Resolve(request.Text, said) is ConnectionChoice.Found found ? found.Connections : [];
        return
        [
            .. said.SelectMany(item => item.Named),
            .. near.Where(connection => !connection.IsProduction),
            .. connections.Where(connection => connections.Count == 1 || string.Equals(connection.Name, request.Memory.LastConnection, StringComparison.OrdinalIgnoreCase)),
        ];
    }
}
