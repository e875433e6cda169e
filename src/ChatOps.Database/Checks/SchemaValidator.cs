using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks;

/// <summary>Runs every schema rule.</summary>
public sealed class SchemaValidator
{
    private readonly CheckRunner _runner;

    public SchemaValidator(DatabaseAccess access, TimeProvider time) => _runner = new CheckRunner(access, time, RuleCatalog.SchemaRules, withFile: false);

    /// <summary>Over full tables, exact, and without a pass over all rows. What cannot be checked is listed with the reason; the rest goes on.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened, changed while it was read, or has no such table.</exception>
    public Task<CheckResult> ValidateAsync(
        DatabaseConnection connection, CheckOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        _runner.RunAsync(connection, options, progress, cancellationToken);
}
