using ChatOps.Database.Introspection;

namespace ChatOps.Reports.Proof;

/// <summary>Both databases' structure at one moment.</summary>
public sealed record ProofSchemas(ProofSchema Source, ProofSchema Target)
{
    public static ProofSchemas Of(Schema source, Schema target) => new(Of(source), Of(target));

    private static ProofSchema Of(Schema schema) => new(
        schema.Fingerprint,
        [.. schema.Tables.Select(table => new ProofSchemaTable(table.Name, [.. table.Columns.Select(column => $"{column.Name} {column.DeclaredType}{(column.Nullable ? "" : " NOT NULL")}")]))]);
}
