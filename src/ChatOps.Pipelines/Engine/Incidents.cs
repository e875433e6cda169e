using ChatOps.Pipelines.Runs;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Engine;

/// <summary>Keeps the details of the unforeseen in the log and gives people a number for it.</summary>
internal static class Incidents
{
    public static string Report(ILogger logger, Exception error, string where, TimeProvider time)
    {
        var id = Ids.Short('i', time.GetUtcNow());
        Log.Unexpected(logger, error, id, where);
        return $"Something unexpected went wrong (incident {id}). What it had done by then may stay; the program's log has the details under this number.";
    }
}
