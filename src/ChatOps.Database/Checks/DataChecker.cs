using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks;

/// <summary>Runs every data check.</summary>
public sealed class DataChecker
{
    private readonly CheckRunner _runner;

    public DataChecker(DatabaseAccess access, TimeProvider time) => _runner = new CheckRunner(access, time, RuleCatalog.DataRules, withFile: true);

    /// <summary>Over full tables, exact, without configuration. What cannot be checked is listed with the reason; the rest goes on.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened, changed while it was read, or has no such table.</exception>
    public Task<CheckResult> CheckAsync(
        DatabaseConnection connection, CheckOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        _runner.RunAsync(connection, options, progress, cancellationToken);
}
