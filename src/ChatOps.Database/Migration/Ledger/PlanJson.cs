using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Ledger;

/// <summary>A plan as JSON.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(MigrationPlan plan) => JsonSerializer.Serialize(plan, Options);

    /// <exception cref="DatabaseException">It is no such plan.</exception>
    public static MigrationPlan Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<MigrationPlan>(json, Options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException problem)
        {
            throw new DatabaseException(DatabaseProblem.NotADatabase, "The plan of the migration cannot be read; somebody changed it. Nothing was done. Plan the migration again.", problem);
        }
    }

    /// <summary>Lower-case hex SHA-256 over what will be made and carried over: equal for the same work, whatever the mode and the estimates.</summary>
    public static string Digest(MigrationPlan plan)
    {
        var work = plan with
        {
            Mode = MigrationMode.Fail,
            Notes = [],
            SourceFingerprint = "",
            TargetFingerprint = "",
            Tables = [.. plan.Tables.Select(table => table with { EstimatedRows = null })],
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(work))));
    }
}
