using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;

namespace ChatOps.Reports.Proof;

/// <summary>
/// A proof as a file: the document and its seal, which is an HMAC-SHA256 with the instance's key over the document's canonical JSON. The file has one form
/// only, so that no byte of it can change unseen, not even a blank.
/// </summary>
public static class ProofFile
{
    private const string Algorithm = "HMAC-SHA256";

    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static byte[] Write(ProofPack pack, InstanceKey key)
    {
        var proof = ReportJson.ToElement(pack);
        var seal = new JsonObject { ["algorithm"] = Algorithm, ["instance"] = InstanceOf(key), ["mac"] = MacOf(proof, key) };
        return Formed(JsonSerializer.SerializeToElement(new JsonObject { ["proof"] = JsonNode.Parse(proof.GetRawText()), ["seal"] = seal }));
    }

    /// <summary>Whether the file is as this instance wrote it.</summary>
    public static ProofCheck Check(byte[] file, InstanceKey key)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var (proof, seal) = (document.RootElement.GetProperty("proof"), document.RootElement.GetProperty("seal"));
            var pack = proof.Deserialize<ProofPack>(ReportJson.Options);
            if (pack is null || seal.GetProperty("algorithm").GetString() != Algorithm)
                return new ProofCheck(ProofState.NotAProof, null);
            if (seal.GetProperty("instance").GetString() != InstanceOf(key))
                return new ProofCheck(ProofState.OtherInstance, pack);
            var isSound = IsSame(seal.GetProperty("mac").GetString(), MacOf(proof, key)) && file.AsSpan().SequenceEqual(Formed(document.RootElement));
            return new ProofCheck(isSound ? ProofState.Sound : ProofState.Changed, pack);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            return new ProofCheck(ProofState.NotAProof, null);
        }
    }

    /// <summary>For an installation that has no key, so that it cannot have written anything.</summary>
    public static ProofCheck CheckWithoutKey(byte[] file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var pack = document.RootElement.GetProperty("proof").Deserialize<ProofPack>(ReportJson.Options);
            return pack is null ? new ProofCheck(ProofState.NotAProof, null) : new ProofCheck(ProofState.OtherInstance, pack);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            return new ProofCheck(ProofState.NotAProof, null);
        }
    }

    private static bool IsOfTheFile(Exception problem) => problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    /// <summary>Tells instances apart without telling their keys.</summary>
    private static string InstanceOf(InstanceKey key) => Convert.ToHexStringLower(key.Sign("chatops proof instance"u8))[..16];

    private static string MacOf(JsonElement proof, InstanceKey key) => Convert.ToHexStringLower(key.Sign(Encoding.UTF8.GetBytes(CanonicalJson.Write(proof))));

    private static bool IsSame(string? left, string right) =>
        left is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static byte[] Formed(JsonElement document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Form))
            document.WriteTo(writer);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}

/// <summary>What became of a check.</summary>
/// <param name="Pack">What the file says; null where it is no proof at all. Only with <see cref="ProofState.Sound"/> is it to be believed.</param>
public sealed record ProofCheck(ProofState State, ProofPack? Pack);

/// <summary>How far a proof can be trusted.</summary>
public enum ProofState
{
    /// <summary>This instance wrote it, and no byte has changed since.</summary>
    Sound,

    /// <summary>It bears this instance's mark, and something in it is not as it was written.</summary>
    Changed,

    /// <summary>Another instance wrote it, and only that one can check it.</summary>
    OtherInstance,

    /// <summary>The file is no proof.</summary>
    NotAProof,
}
