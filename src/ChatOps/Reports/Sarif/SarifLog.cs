using System.Text.Json.Serialization;

namespace ChatOps.Reports.Sarif;

// The parts of the Static Analysis Results Interchange Format 2.1.0 (OASIS, errata 01) that a report fills. Members are
// named as the specification names them; its sections are given in brackets.

/// <summary>The whole file [3.13].</summary>
internal sealed record SarifLog(IReadOnlyList<SarifRun> Runs)
{
    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string Schema { get; } = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2.1.0";
}

/// <summary>One report [3.14].</summary>
internal sealed record SarifRun(
    SarifTool Tool,
    SarifAutomationDetails AutomationDetails,
    IReadOnlyList<SarifInvocation> Invocations,
    IReadOnlyDictionary<string, SarifArtifactLocation> OriginalUriBaseIds,
    IReadOnlyList<SarifLogicalLocation> LogicalLocations,
    IReadOnlyList<SarifResult> Results)
{
    /// <summary>Columns would be counted in UTF-16 code units; no region has any.</summary>
    public string ColumnKind { get; } = "utf16CodeUnits";
}

/// <summary>[3.18]</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>[3.19]</summary>
internal sealed record SarifDriver(string Name, string SemanticVersion, IReadOnlyList<SarifRule> Rules);

/// <summary>A rule with its explanation [3.49].</summary>
internal sealed record SarifRule(
    string Id, SarifMessage ShortDescription, SarifMessage FullDescription, SarifMessage Help, SarifConfiguration DefaultConfiguration);

/// <summary>[3.50]</summary>
internal sealed record SarifConfiguration(string Level);

/// <summary>Plain text [3.11]. What would be a placeholder [3.11.5] or an embedded link [3.11.6] is escaped: names and values may hold anything.</summary>
internal sealed record SarifMessage
{
    /// <param name="text">As people should read it.</param>
    public SarifMessage(string text) => Text = text
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal)
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    public string Text { get; }
}

/// <summary>What kind of run this is, so that a host compares it with former ones of the same kind [3.17].</summary>
internal sealed record SarifAutomationDetails(string Id);

/// <summary>[3.20]</summary>
internal sealed record SarifInvocation(bool ExecutionSuccessful, string EndTimeUtc, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

/// <summary>Something that was not checked [3.58].</summary>
internal sealed record SarifNotification(string Level, SarifMessage Message, IReadOnlyList<SarifLocation> Locations);

/// <summary>[3.27]</summary>
internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Level,
    SarifMessage Message,
    IReadOnlyList<SarifLocation> Locations,
    IReadOnlyDictionary<string, string> PartialFingerprints,
    IReadOnlyList<SarifSuppression> Suppressions,
    SarifProperties Properties)
{
    public string Kind { get; } = "fail";
}

/// <summary>Why a result does not count for now [3.35].</summary>
internal sealed record SarifSuppression(string Kind, string Status, string Justification);

/// <summary>What SARIF has no member for [3.8].</summary>
internal sealed record SarifProperties(long? Count, string? Sql, string? Fix, string? ExcusedUntil);

/// <summary>[3.28]</summary>
internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation, IReadOnlyList<SarifLogicalReference> LogicalLocations);

/// <summary>[3.29]</summary>
internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation);

/// <summary>[3.4]</summary>
internal sealed record SarifArtifactLocation(string? Uri = null, string? UriBaseId = null, SarifMessage? Description = null);

/// <summary>A place by its index in the run's list and by its full name [3.33].</summary>
internal sealed record SarifLogicalReference(int Index, string FullyQualifiedName);

/// <summary>A connection, a table or a column [3.33].</summary>
internal sealed record SarifLogicalLocation(string Name, string FullyQualifiedName, string Kind, int Index, int? ParentIndex = null);
