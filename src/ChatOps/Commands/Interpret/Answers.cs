using System.Text.Json.Nodes;
using ChatOps.Agents.Planner;

namespace ChatOps.Commands.Interpret;

/// <summary>Answers requests one after the other.</summary>
internal sealed class Answers(Func<PlannerRequest, CancellationToken, Task<Interpretation>> interpret, PlannerCatalog catalog, DatabaseFolder databases)
{
    /// <summary>Whatever the request is made of, it gets an answer; what nobody expected is said as such.</summary>
    public async Task<JsonObject> OfAsync(RequestLine request, CancellationToken cancellationToken)
    {
        try
        {
            var read = await interpret(new PlannerRequest { Text = request.Text, Catalog = Known(catalog, request.Memory), Memory = request.Memory }, cancellationToken);
            var rows = read.Operations.FirstOrDefault(operation => operation.Sql is not null) is { Sql: { } sql, Database: { } database } ? await databases.RowsAsync(database, sql, cancellationToken) : null;
            return AnswerLine.Of(request.Id, read, rows, catalog.Now);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return AnswerLine.Unreadable(request.Id, $"The request met something unexpected ({problem.GetType().Name}) and was left alone. Which database is it about, and what should I do?");
        }
    }

    /// <summary>A schedule that was spoken of exists, whether or not the catalog has it.</summary>
    internal static PlannerCatalog Known(PlannerCatalog catalog, ConversationMemory memory)
    {
        string[] spoken = [.. memory.LastOperations.Select(operation => operation.Job).Concat(memory.RunsInFlight.Select(run => run.Title)).OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return catalog with { Jobs = [.. catalog.Jobs, .. spoken.Where(name => catalog.Jobs.All(job => !job.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).Select(name => new CatalogJob(name, null, "", false))] };
    }
}
