using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks;

/// <summary>What came of one piece of work: its value, or the reason why there is none.</summary>
internal sealed record Attempt<T>(T? Value, IReadOnlyList<NotChecked> NotChecked);

/// <summary>Runs a piece of work that may fail without taking the others with it.</summary>
internal static class Attempt
{
    /// <summary>A damaged page, a timeout, a lock or a missing right takes away one check, not the others; a database that moves or goes away takes away everything.</summary>
    /// <param name="rule">Null for the reading of the rows themselves.</param>
    /// <exception cref="DatabaseException">The whole check cannot go on.</exception>
    internal static async Task<Attempt<T>> RunAsync<T>(string table, Rule? rule, Func<Task<T>> work)
    {
        try
        {
            return new Attempt<T>(await work(), []);
        }
        catch (DatabaseException exception) when (!exception.IsTransient || exception.Problem == DatabaseProblem.Locked)
        {
            return new Attempt<T>(default, [new NotChecked(table, rule is null ? $"Its rows could not be read. {exception.Message}" : $"{rule.Id}: {exception.Message}")]);
        }
    }
}
