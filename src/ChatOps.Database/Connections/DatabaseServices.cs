using ChatOps.Database.Anomalies;
using ChatOps.Database.Backup;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Quarantine;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using ChatOps.Database.Landing;
using ChatOps.Database.Migration;
using ChatOps.Database.Profiling;
using ChatOps.Database.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Database.Connections;

/// <summary>Registration of everything that reads customers' databases.</summary>
public static class DatabaseServices
{
    /// <summary>Registers the registry over <paramref name="connections"/>, sessions, introspection, profile and checks.</summary>
    /// <exception cref="ArgumentException">The connections are ambiguous.</exception>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IEnumerable<DatabaseConnection> connections)
    {
        // Before anybody else in the process opens a SQLite file: the first choice of the library stands.
        SqliteLibrary.Initialize();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ConnectionRegistry(connections));
        services.AddSingleton<IDialect, SqliteDialect>();
        services.AddSingleton<IDialect, PostgreSqlDialect>();
        services.AddSingleton<IDialect, MySqlDialect>();
        services.AddSingleton<DatabaseAccess>();
        services.AddSingleton<SchemaReader>();
        services.AddSingleton<Profiler>();
        services.AddSingleton<SchemaValidator>();
        services.AddSingleton<DataChecker>();
        services.AddSingleton<RowQuarantine>();
        services.AddSingleton<RuleFileCheck>();
        services.AddSingleton<RuleSuggester>();
        services.AddSingleton<CheckTrial>();
        services.AddSingleton<RowAnomalies>();
        services.AddSingleton<LandingExporter>();
        services.AddSingleton<BackupCreator>();
        services.AddSingleton<MigrationPlanner>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<MigrationRollback>();
        return services;
    }
}
