using System.Globalization;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Specialists;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Agents.Evidence;

/// <summary>Finds out, by reading only, what a plan is about to touch.</summary>
public sealed class EvidenceCollector(ConnectionRegistry connections, DatabaseAccess databases, RunStore runs, StepCatalog types, TimeProvider clock)
{
    /// <summary>How long a person waits for the card; what is not known by then is called unknown.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private const int FormerRuns = 100;

    /// <summary>The evidence for a plan. What a database refuses becomes an <see cref="PlanEvidence.Unknown"/>, never an error.</summary>
    public async Task<PlanEvidence> CollectAsync(Plan plan, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var (figures, warnings, unknown) = (new List<EvidenceFigure>(), new List<string>(), new List<string>());
        // What a migration will find in its target is told by its dry run.
        foreach (var name in StepConnections.Of(plan.Definition, StepConnections.Main, StepConnections.Against, StepConnections.Source))
            await CountAsync(name, tables, figures, warnings, unknown, cancellationToken);
        await EstimateTimeAsync(plan.Definition.Name, figures, unknown, cancellationToken);
        var effects = PlanEffects.Of(plan.Definition, types);
        return new PlanEvidence
        {
            Figures = figures,
            Warnings = warnings,
            Unknown = unknown,
            Effects = effects.Effects,
            Undo = effects.Undo,
        };
    }

    private async Task CountAsync(
        string name, IReadOnlyList<string> only, List<EvidenceFigure> figures, List<string> warnings, List<string> unknown, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            figures.AddRange(await CountAsync(name, only, warnings, either.Token));
        }
        catch (DatabaseException problem)
        {
            unknown.Add($"rows in {name}. {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            unknown.Add($"rows in {name}: counting them takes longer than {Figures.Duration(Patience)}.");
        }
    }

    private async Task<IReadOnlyList<EvidenceFigure>> CountAsync(string name, IReadOnlyList<string> only, List<string> warnings, CancellationToken cancellationToken)
    {
        var connection = connections.Find(name)
            ?? throw new DatabaseException(DatabaseProblem.UnknownConnection, $"There is no connection named {name}.");
        await using var session = await databases.OpenReaderAsync(connection, cancellationToken);
        if (session.Rights.Warning is { } warning)
            warnings.Add(warning);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var tables = schema.Tables.Where(table => only.Count == 0 || only.Contains(table.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var counted = new EvidenceFigure($"Tables in {connection.Name}", Figures.Number(tables.Count), "the database's own catalogue, read just now");
        if (tables.Count == 0)
            return [counted];
        var sql = "SELECT " + string.Join(" + ", tables.Select(table => $"(SELECT count(*) FROM {session.Dialect.QuoteTable(table)})"));
        var rows = await session.CountAsync(sql, cancellationToken);
        return [counted, new EvidenceFigure($"Rows in {connection.Name}", Figures.Number(rows), sql)];
    }

    /// <summary>The median of former runs of the same pipeline; said to be unknown before the first.</summary>
    private async Task EstimateTimeAsync(string pipeline, List<EvidenceFigure> figures, List<string> unknown, CancellationToken cancellationToken)
    {
        var former = (await runs.ListAsync(new RunQuery { Limit = FormerRuns }, cancellationToken))
            .Where(run => run.Definition.Name == pipeline && run.Status == RunStatus.Succeeded)
            .Select(run => run.EndedAt - run.StartedAt)
            .OfType<TimeSpan>()
            .Order()
            .ToList();
        if (former.Count == 0)
            unknown.Add("how long it takes; it has not run before.");
        else
            figures.Add(new EvidenceFigure("Usually takes", Figures.Duration(former[former.Count / 2]), $"the median of {Figures.Count(former.Count, "former run")} of {pipeline}"));
    }
}
