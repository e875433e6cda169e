#pragma warning disable CA1801, IDE0060
namespace ChatOps.Pipelines.Definition;

/// <summary>The YAML form of a pipeline.</summary>
public static class PipelineYaml
{
    /// <exception cref="PipelineFormatException">Not a pipeline; line and column are given.</exception>
    public static PipelineDefinition Parse(string text) => throw new NotImplementedException();

    public static string Write(PipelineDefinition definition) => throw new NotImplementedException();
}
