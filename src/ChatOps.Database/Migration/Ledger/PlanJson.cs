using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Database.Migration.Ledger;

/// <summary>A plan as text, and the digest that a decision is bound to.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static string Write(MigrationPlan plan) => JsonSerializer.Serialize(plan, Options);

    public static MigrationPlan Read(string text) => JsonSerializer.Deserialize<MigrationPlan>(text, Options) ?? throw new JsonException("The plan is empty.");

    public static string Digest(MigrationPlan plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(plan))));
}
