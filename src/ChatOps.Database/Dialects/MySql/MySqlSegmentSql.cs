using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Rows hashed by the server (<c>SHA2</c>, MariaDB 5.5 and MySQL 5.5).</summary>
internal sealed class MySqlSegmentSql : ISegmentSql
{
    public string? Text(Column column, TransferType own, TransferType compared)
    {
        var name = MySqlDialect.Quote(column.Name);
        return (own.Kind, compared.Kind) switch
        {
            (TransferKind.Integer or TransferKind.Boolean, TransferKind.Integer or TransferKind.Decimal or TransferKind.Boolean) => $"CAST({name} AS CHAR)",
            (TransferKind.Decimal, TransferKind.Decimal) => Shortest($"CAST({name} AS CHAR)"),
            (TransferKind.Text or TransferKind.Json, TransferKind.Text or TransferKind.Json) =>
                $"LOWER(HEX(CONVERT({(compared.Fixed ? $"TRIM(TRAILING ' ' FROM {name})" : name)} USING utf8mb4)))",
            (TransferKind.Binary, TransferKind.Binary or TransferKind.Uuid) => $"LOWER(HEX({name}))",
            (TransferKind.Date, TransferKind.Date) => $"CAST({name} AS CHAR)",
            (TransferKind.Time, TransferKind.Time) or (TransferKind.Moment or TransferKind.Instant, TransferKind.Moment or TransferKind.Instant) => Shortest($"CAST({name} AS CHAR)"),
            (TransferKind.Date, TransferKind.Moment or TransferKind.Instant) => $"CONCAT(CAST({name} AS CHAR), ' 00:00:00')",
            (TransferKind.Uuid, TransferKind.Uuid) => $"REPLACE(LOWER(CAST({name} AS CHAR)), '-', '')",
            _ => null,
        };
    }

    public string Parts(string from, string key, long size, IReadOnlyList<string> texts)
    {
        var row = string.Join(", ", texts.Select(text => $"COALESCE(CONCAT('v', {text}), 'n'), ';'"));
        var sums = string.Join(", ", Enumerable.Range(0, 4).Select(part => string.Create(CultureInfo.InvariantCulture, $"SUM(CAST(CONV(SUBSTR(hash, {(part * 8) + 1}, 8), 16, 10) AS UNSIGNED))")));
        return string.Create(CultureInfo.InvariantCulture, $"SELECT part, COUNT(*), {sums} FROM (SELECT {key} DIV {size} AS part, SHA2(CONCAT({row}), 256) AS hash {from}) AS hashed GROUP BY part");
    }

    /// <summary>Without zeros at the end of what stands behind the point.</summary>
    private static string Shortest(string text) => $"CASE WHEN INSTR({text}, '.') > 0 THEN TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {text})) ELSE {text} END";
}
