using System.Security.Cryptography;
using System.Text.Json;

namespace ChatOps.Database.Introspection;

/// <summary>One number for a whole schema.</summary>
internal static class SchemaFingerprint
{
    /// <summary>Lower-case hex SHA-256 over the canonical JSON of everything but the fingerprint itself.</summary>
    internal static string Compute(Schema schema) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(schema with { Fingerprint = "" })));
}
