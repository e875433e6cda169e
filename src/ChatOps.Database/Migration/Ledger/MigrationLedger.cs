using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Ledger;

/// <summary>The record that a target keeps of one migration. It is read and written through a session of the caller, in his transaction.</summary>
/// <param name="run">Names the migration.</param>
internal sealed class MigrationLedger(string run, TimeProvider time)
{
    private const int RejectsAtOnce = 100;
    private const string Running = "running";

    /// <summary>The plan by which the migration was begun, or null where the target knows nothing of it.</summary>
    internal async Task<MigrationPlan?> FindPlanAsync(WriterSession writer, CancellationToken cancellationToken) =>
        await writer.ScalarAsync($"SELECT plan FROM {Table(writer, LedgerTables.Migrations)} WHERE run = ?", [run], cancellationToken) is string json ? PlanJson.Read(json) : null;

    internal Task BeginAsync(WriterSession writer, MigrationPlan plan, string source, CancellationToken cancellationToken) => writer.ExecuteAsync(
        $"INSERT INTO {Table(writer, LedgerTables.Migrations)} (run, plan_digest, state, source, started, seconds, plan) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [run, PlanJson.Digest(plan), Running, source, Now(), "{}", PlanJson.Write(plan)], cancellationToken);

    /// <summary>Takes over an unfinished migration of the same plan from an earlier run.</summary>
    /// <returns>False where there is none.</returns>
    internal async Task<bool> TakeOverAsync(WriterSession writer, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var former = await writer.ScalarAsync(
            $"SELECT run FROM {Table(writer, LedgerTables.Migrations)} WHERE plan_digest = ? AND state = ? ORDER BY started DESC", [PlanJson.Digest(plan), Running], cancellationToken);
        if (former is not string earlier)
        {
            return false;
        }

        foreach (var table in new[] { LedgerTables.Migrations, LedgerTables.Progress, LedgerTables.Rejects })
        {
            await writer.ExecuteAsync($"UPDATE {Table(writer, table)} SET run = ? WHERE run = ?", [run, earlier], cancellationToken);
        }

        return true;
    }

    internal async Task<IReadOnlyList<Slice>> ReadSlicesAsync(WriterSession writer, CancellationToken cancellationToken)
    {
        var rows = await writer.QueryAsync(
            $"SELECT slice, table_name, lower_end, upper_end, position, source, loaded, rejected, done FROM {Table(writer, LedgerTables.Progress)} WHERE run = ? ORDER BY slice", [run], cancellationToken);
        return
        [
            .. rows.Select(row => new Slice(
                Number(row[0]), (string)row[1]!, Position.Parse(row[2] as string), Position.Parse(row[3] as string), Position.Parse(row[4] as string), Number(row[5]), Number(row[6]), Number(row[7]), Number(row[8]) != 0)),
        ];
    }

    internal Task AddSliceAsync(WriterSession writer, Slice slice, CancellationToken cancellationToken) => writer.ExecuteAsync(
        $"INSERT INTO {Table(writer, LedgerTables.Progress)} (run, slice, table_name, lower_end, upper_end, position, source, loaded, rejected, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [run, slice.Number, slice.Table, slice.Lower?.ToText(), slice.Upper?.ToText(), slice.Position?.ToText(), slice.Source, slice.Loaded, slice.Rejected, slice.Done ? 1L : 0L],
        cancellationToken);

    internal Task UpdateSliceAsync(WriterSession writer, Slice slice, CancellationToken cancellationToken) => writer.ExecuteAsync(
        $"UPDATE {Table(writer, LedgerTables.Progress)} SET position = ?, source = ?, loaded = ?, rejected = ?, done = ? WHERE run = ? AND slice = ?",
        [slice.Position?.ToText(), slice.Source, slice.Loaded, slice.Rejected, slice.Done ? 1L : 0L, run, slice.Number], cancellationToken);

    internal async Task AddRejectsAsync(WriterSession writer, IEnumerable<Reject> rejects, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", new[] { "run", "table_name", "key", "reason", "row" }.Select(writer.Dialect.QuoteIdentifier));
        foreach (var some in rejects.Chunk(RejectsAtOnce))
        {
            await writer.ExecuteAsync(
                $"INSERT INTO {Table(writer, LedgerTables.Rejects)} ({columns}) VALUES {string.Join(", ", some.Select(_ => "(?, ?, ?, ?, ?)"))}",
                [.. some.SelectMany(reject => new object?[] { run, reject.Table, reject.Key, reject.Reason, reject.Row })],
                cancellationToken);
        }
    }

    /// <summary>Keys of the rejected rows of a table.</summary>
    internal async Task<HashSet<string>> ReadRejectedKeysAsync(WriterSession writer, string table, CancellationToken cancellationToken) =>
    [
        .. (await writer.QueryAsync(
            $"SELECT {writer.Dialect.QuoteIdentifier("key")} FROM {Table(writer, LedgerTables.Rejects)} WHERE run = ? AND table_name = ?", [run, table], cancellationToken)).Select(row => (string)row[0]!),
    ];

    /// <summary>Adds to the seconds of a phase.</summary>
    internal async Task AddSecondsAsync(WriterSession writer, string phase, TimeSpan time, CancellationToken cancellationToken)
    {
        var seconds = await ReadSecondsAsync(writer, cancellationToken);
        seconds[phase] = Math.Round(seconds.GetValueOrDefault(phase) + time.TotalSeconds, 3);
        await writer.ExecuteAsync($"UPDATE {Table(writer, LedgerTables.Migrations)} SET seconds = ? WHERE run = ?", [JsonSerializer.Serialize(seconds), run], cancellationToken);
    }

    internal Task FinishAsync(WriterSession writer, IReadOnlyList<string> notMade, CancellationToken cancellationToken) => writer.ExecuteAsync(
        $"UPDATE {Table(writer, LedgerTables.Migrations)} SET state = ?, finished = ?, not_made = ? WHERE run = ?", ["finished", Now(), JsonSerializer.Serialize(notMade), run], cancellationToken);

    /// <summary>What was done so far.</summary>
    internal async Task<MigrationOutcome> ReadOutcomeAsync(WriterSession writer, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var slices = (await ReadSlicesAsync(writer, cancellationToken)).ToLookup(slice => slice.Table, StringComparer.Ordinal);
        var rejects = await writer.QueryAsync(
            $"SELECT table_name, reason, count(*) FROM {Table(writer, LedgerTables.Rejects)} WHERE run = ? GROUP BY table_name, reason ORDER BY table_name, reason", [run], cancellationToken);
        var notMade = await writer.ScalarAsync($"SELECT not_made FROM {Table(writer, LedgerTables.Migrations)} WHERE run = ?", [run], cancellationToken);
        return new MigrationOutcome
        {
            Run = run,
            Tables = [.. plan.Tables.Select(table => table.Source.Name).Select(name => new TableOutcome(name, slices[name].Sum(slice => slice.Source), slices[name].Sum(slice => slice.Loaded), slices[name].Sum(slice => slice.Rejected)))],
            Rejects = [.. rejects.Select(row => new RejectCount((string)row[0]!, (string)row[1]!, Number(row[2])))],
            NotMade = notMade is string json ? JsonSerializer.Deserialize<List<string>>(json)! : [],
            Seconds = await ReadSecondsAsync(writer, cancellationToken),
        };
    }

    private async Task<Dictionary<string, double>> ReadSecondsAsync(WriterSession writer, CancellationToken cancellationToken) =>
        await writer.ScalarAsync($"SELECT seconds FROM {Table(writer, LedgerTables.Migrations)} WHERE run = ?", [run], cancellationToken) is string json
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(json)!
            : [];

    private static string Table(WriterSession writer, string name) => writer.Dialect.QuoteIdentifier(name);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
