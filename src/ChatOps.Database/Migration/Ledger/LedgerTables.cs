using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Ledger;

/// <summary>The tables in which a target keeps the record of its migrations.</summary>
internal static class LedgerTables
{
    internal const string Migrations = TableSelection.OwnPrefix + "migrations";
    internal const string Progress = TableSelection.OwnPrefix + "progress";
    internal const string Rejects = TableSelection.OwnPrefix + "rejects";

    /// <summary>Short enough for a key in every engine.</summary>
    private const string Name = "VARCHAR(190)";

    /// <summary>Makes those that are not there; in a transaction of its own, because MySQL ends one at each change of a table's definition.</summary>
    internal static async Task CreateAsync(WriterSession writer, CancellationToken cancellationToken)
    {
        var text = writer.Dialect.CheckSql.LongText;
        await CreateAsync(writer, Migrations, $"run {Name} NOT NULL PRIMARY KEY, plan_digest {Name} NOT NULL, state {Name} NOT NULL, source {text}, started {Name}, finished {Name}, seconds {text}, not_made {text}, plan {text} NOT NULL", cancellationToken);
        await CreateAsync(
            writer, Progress,
            $"run {Name} NOT NULL, slice BIGINT NOT NULL, table_name {text} NOT NULL, lower_end {text}, upper_end {text}, position {text}, source BIGINT NOT NULL, loaded BIGINT NOT NULL, rejected BIGINT NOT NULL, done BIGINT NOT NULL, PRIMARY KEY (run, slice)",
            cancellationToken);
        await CreateAsync(writer, Rejects, $"run {Name} NOT NULL, table_name {text} NOT NULL, {Quote(writer, "key")} {text} NOT NULL, reason {text} NOT NULL, {Quote(writer, "row")} {text} NOT NULL", cancellationToken);
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }

    internal static string Quote(WriterSession writer, string name) => writer.Dialect.QuoteIdentifier(name);

    private static Task<long> CreateAsync(WriterSession writer, string table, string columns, CancellationToken cancellationToken) =>
        writer.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Quote(writer, table)} ({columns})", null, cancellationToken);
}
