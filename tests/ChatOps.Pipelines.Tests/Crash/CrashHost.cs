using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Tests.Crash;

/// <summary>
/// An engine in a process of its own that is meant to be killed. Its step writes its effect to a database beside the
/// engine's, keyed by the idempotency key, tells its parent on standard output, and waits for leave to go on.
/// </summary>
internal static class CrashHost
{
    public const string Pipeline = """
        name: crash
        steps:
          - { id: first, type: crash.effect, with: { n: 1 } }
          - { id: many, type: crash.effect, needs: [first], forEach: inputs.items, with: { n: "{{ item }}" } }
          - { id: other, type: crash.effect, with: { n: 2 } }
          - { id: last, type: crash.effect, needs: [many, other], with: { n: 3 } }
        inputs:
          items: { type: array }
        """;

    /// <summary>A culprit that takes its host down, beside steps that do no harm.</summary>
    public const string Poison = """
        name: poison
        steps:
          - { id: poison, type: crash.poison }
          - { id: behind, type: crash.effect, needs: [poison], with: { n: 1 } }
          - { id: innocent, type: crash.effect, with: { n: 2 } }
          - { id: next, type: crash.effect, needs: [innocent], with: { n: 3 } }
        """;

    public static async Task<int> RunAsync(string data, string effects, string kind)
    {
        // One at a time in the crash run, so that every kill hits the step that the parent has chosen.
        var parallel = kind == "poison" ? 4 : 1;
        await using var host = await TestHost.StartAsync(
            [Effect(effects), PoisonStep()], folder: data, configure: o => o with { MaxParallelSteps = parallel });
        var (yaml, inputs) = kind == "poison" ? (Poison, "{}") : (Pipeline, """{"items":[10,11,12,13,14,15,16,17]}""");
        var outcome = await host.Engine.SubmitAsync(
            new RunRequest { Definition = PipelineYaml.Parse(yaml), Inputs = Json.Of(inputs), RequestedBy = TestHost.Ana, IdempotencyKey = kind },
            CancellationToken.None);
        var run = await host.EndAsync(((SubmitOutcome.Accepted)outcome).Run.Id);
        await Console.Out.WriteLineAsync($"ended {run.Status}");
        return 0;
    }

    private static Handler Effect(string effects) => new("crash.effect", RiskClass.Read, async (context, cancellationToken) =>
    {
        await using var database = Effects.Open(effects);
        Effects.Add(database, context.IdempotencyKey);
        // Between effect and commit: the parent may kill now, or say that this one may go on.
        await Console.Out.WriteLineAsync($"effect {context.IdempotencyKey}");
        await Leave.WaitAsync(cancellationToken);
        await context.SaveCheckpointAsync(context.With, cancellationToken);
        return context.With;
    });

    private static Handler PoisonStep() => new("crash.poison", RiskClass.Read, async (context, cancellationToken) =>
    {
        await Console.Out.WriteLineAsync("poison");
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return context.With;
    });

    /// <summary>One line on standard input lets one step go on.</summary>
    private static class Leave
    {
        private static readonly SemaphoreSlim One = new(1);

        public static async Task WaitAsync(CancellationToken cancellationToken)
        {
            await One.WaitAsync(cancellationToken);
            try
            {
                await Task.Run(Console.In.ReadLine, cancellationToken);
            }
            finally
            {
                One.Release();
            }
        }
    }
}

/// <summary>The outside world: a database of effects, where one key can stand only once.</summary>
internal static class Effects
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS effect(key TEXT PRIMARY KEY, times INTEGER NOT NULL, tries INTEGER NOT NULL)";
        command.ExecuteNonQuery();
        return connection;
    }

    public static void Add(SqliteConnection connection, string key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO effect(key, times, tries) VALUES($key, 1, 1) ON CONFLICT(key) DO UPDATE SET tries = tries + 1";
        command.Parameters.AddWithValue("$key", key);
        command.ExecuteNonQuery();
    }

    public static Dictionary<string, (long Times, long Tries)> Read(string path)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, times, tries FROM effect";
        using var reader = command.ExecuteReader();
        var effects = new Dictionary<string, (long, long)>();
        while (reader.Read())
            effects.Add(reader.GetString(0), (reader.GetInt64(1), reader.GetInt64(2)));
        return effects;
    }
}
