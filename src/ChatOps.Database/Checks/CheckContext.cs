using System.Collections.Concurrent;
using System.Globalization;
using ChatOps.Database.Checks.SchemaRules;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>What every rule may look at.</summary>
/// <param name="Session">Of the caller alone; tables that are checked at the same time have one each.</param>
/// <param name="Tables">The tables that were asked for.</param>
/// <param name="RowCounts">Exact, for the tables read so far.</param>
internal sealed record CheckContext(
    ReaderSession Session, Schema Schema, IReadOnlyList<Table> Tables, DateTimeOffset Now, ConcurrentDictionary<string, long> RowCounts)
{
    /// <summary>What the texts of each table look like, as far as a rule has asked.</summary>
    internal ConcurrentDictionary<string, IReadOnlyDictionary<string, TextShape>> TextShapes { get; } = new(StringComparer.Ordinal);

    /// <summary>What people state about the schema, as far as it is there.</summary>
    internal StatedSchemaBinding? Stated { get; init; }

    internal Lazy<KeyNames> KeyNames { get; } = new(() => new KeyNames(Schema));

    internal IRuleSql Sql => Session.Dialect.RuleSql;

    internal Table? Table(string name) => Schema.Tables.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A candidate about the rows where the condition holds.</summary>
    internal Candidate Rows(Table table, IReadOnlyList<string> columns, string where, Func<long, string> message) =>
        new(table.Name, columns, Sql.Rows(table, columns, where), message) { Where = where };

    /// <summary>An UPDATE of the rows where the condition holds.</summary>
    internal string Update(Table table, string column, string value, string where) =>
        $"UPDATE {Sql.Table(table)} SET {Sql.Quote(column)} = {value} WHERE {where};";

    /// <summary>How many of something, in words: "1 row", "2 rows".</summary>
    internal static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
