namespace ChatOps.Pipelines.Definition;

/// <summary>The YAML form of a pipeline: YAML 1.2, core schema, without anchors, aliases and tags.</summary>
public static class PipelineYaml
{
    /// <exception cref="PipelineFormatException">Not a pipeline; line and column are given.</exception>
    public static PipelineDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (root, places) = YamlNodeReader.Read(text);
        return new DefinitionReader(places).Read(root);
    }

    public static string Write(PipelineDefinition definition) =>
        YamlWriter.Write(CompactJson.Build(writer => PipelineJson.Write(definition, writer)));
}
