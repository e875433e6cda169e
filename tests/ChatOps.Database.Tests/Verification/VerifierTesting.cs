using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

internal static class VerifierTesting
{
    internal static DatabaseAccess Access { get; } = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect(), new MySqlDialect()]);

    /// <summary>Every two engines, each once as the source.</summary>
    internal static TheoryData<string, string> Pairs => new() { { "Sqlite", "PostgreSql" }, { "PostgreSql", "MySql" }, { "MySql", "Sqlite" } };

    internal static TestEngine Engine(string name) => name switch
    {
        "Sqlite" => TestEngine.Sqlite,
        "PostgreSql" => TestEngine.PostgreSql,
        _ => TestEngine.MySql,
    };

    internal static Task<VerificationResult> VerifyAsync(TestEngineDatabase source, TestEngineDatabase target, VerificationOptions? options = null) =>
        new Verifier(Access).VerifyAsync(source.Connection, target.Connection, options ?? new VerificationOptions { SampleSize = 1000 }, null, CancellationToken.None);

    /// <summary>Compares the same tables made on two engines.</summary>
    internal static async Task<VerificationResult> VerifyAsync(string source, IReadOnlyList<SampleTable> sourceTables, string target, IReadOnlyList<SampleTable> targetTables)
    {
        await using var one = await SampleTable.CreateAsync(Engine(source), sourceTables);
        await using var other = await SampleTable.CreateAsync(Engine(target), targetTables);
        return await VerifyAsync(one, other);
    }

    /// <summary>Every difference as a line, such as <c>t Different {"id":"1"} a: x|y</c>.</summary>
    internal static IEnumerable<string> Lines(VerificationResult result) => result.Tables.SelectMany(table => table.Differences.Select(difference =>
        $"{table.Name} {difference.Kind} {difference.Key}{string.Concat(difference.Values.Select(value => $" {value.Column}: {value.Source ?? "NULL"}|{value.Target ?? "NULL"}"))}"));
}
