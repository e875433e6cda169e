using System.Text.Json;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Schemas;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists;

/// <summary>Turns what a database refuses into a failed step with the same sentence.</summary>
internal static class StepFailures
{
    public static async Task<JsonElement> TellAsync(Func<Task<JsonElement>> work)
    {
        try
        {
            return await work();
        }
        catch (DatabaseException problem)
        {
            throw new StepFailedException(problem.Message, problem.IsTransient, problem);
        }
        catch (RuleFileException problem)
        {
            throw new StepFailedException(problem.Message, isTransient: false, problem);
        }
        catch (StatedSchemaException problem)
        {
            throw new StepFailedException(problem.Message, isTransient: false, problem);
        }
    }

    /// <summary>The connection of that name.</summary>
    /// <exception cref="DatabaseException">There is none.</exception>
    public static DatabaseConnection Require(this ConnectionRegistry connections, string name) => connections.Find(name) ?? throw new DatabaseException(
        DatabaseProblem.UnknownConnection,
        $"There is no connection named {name}. Nothing was opened. Say connections to see which there are.");
}
