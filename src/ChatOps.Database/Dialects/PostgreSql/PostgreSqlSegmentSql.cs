using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Rows hashed by the server (PostgreSQL 13: <c>sha256</c>, <c>trim_scale</c>).</summary>
internal sealed class PostgreSqlSegmentSql : ISegmentSql
{
    public string? Text(Column column, TransferType own, TransferType compared)
    {
        var name = PostgreSqlDialect.Quote(column.Name);
        return (own.Kind, compared.Kind) switch
        {
            (TransferKind.Integer, TransferKind.Integer or TransferKind.Decimal or TransferKind.Boolean) => $"{name}::bigint::text",
            (TransferKind.Decimal, TransferKind.Decimal) => $"trim_scale({name}::numeric)::text",
            (TransferKind.Boolean, TransferKind.Boolean) => $"{name}::integer::text",
            (TransferKind.Text or TransferKind.Json, TransferKind.Text or TransferKind.Json) => $"encode(convert_to({(compared.Fixed ? $"rtrim({name}::text, ' ')" : $"{name}::text")}, 'UTF8'), 'hex')",
            (TransferKind.Binary, TransferKind.Binary) => $"encode({name}, 'hex')",
            (TransferKind.Date, TransferKind.Date) or (TransferKind.Time, TransferKind.Time) or (TransferKind.Moment, TransferKind.Moment or TransferKind.Instant) => $"{name}::text",
            (TransferKind.Date, TransferKind.Moment or TransferKind.Instant) => $"{name}::timestamp::text",
            (TransferKind.Instant, TransferKind.Instant) => $"({name} AT TIME ZONE 'UTC')::text",
            (TransferKind.Uuid, TransferKind.Uuid) => $"replace({name}::text, '-', '')",
            _ => null,
        };
    }

    public string Parts(string from, string key, long size, IReadOnlyList<string> texts)
    {
        var row = string.Join(" || ", texts.Select(text => $"COALESCE('v' || {text}, 'n') || ';'"));
        var sums = string.Join(", ", Enumerable.Range(0, 4).Select(part => string.Create(CultureInfo.InvariantCulture, $"sum(('x' || substr(hash, {(part * 8) + 1}, 8))::bit(32)::bigint)")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT part, count(*), {sums} FROM (SELECT {key}::bigint / {size} AS part, encode(sha256(convert_to({row}, 'UTF8')), 'hex') AS hash {from}) AS hashed GROUP BY part");
    }
}
