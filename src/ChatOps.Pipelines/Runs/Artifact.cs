namespace ChatOps.Pipelines.Runs;

/// <summary>A file that a run made, inside our data folder.</summary>
/// <param name="Id">Opaque; used in links.</param>
/// <param name="RunId">The run that made it.</param>
/// <param name="StepId">The step that made it.</param>
/// <param name="Name">File name, such as <c>report.html</c>.</param>
/// <param name="MediaType">Such as <c>text/html</c>.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Sha256">Lower-case hex over the content.</param>
public sealed record Artifact(
    string Id, string RunId, string StepId, string Name, string MediaType, long Bytes, string Sha256);
