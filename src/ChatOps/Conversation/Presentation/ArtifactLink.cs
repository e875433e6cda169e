namespace ChatOps.Conversation.Presentation;

/// <summary>The address of an artifact, relative to wherever the bot is served.</summary>
public static class ArtifactLink
{
    private const string Prefix = "/artifacts/";

    public static string To(string artifactId, string name) => $"{Prefix}{Uri.EscapeDataString(artifactId)}/{Uri.EscapeDataString(name)}";

    /// <summary>The artifact id of such an address, or null for any other address.</summary>
    public static string? IdOf(string address) =>
        address.StartsWith(Prefix, StringComparison.Ordinal) && address[Prefix.Length..].Split('/') is [var id, _] ? Uri.UnescapeDataString(id) : null;
}
