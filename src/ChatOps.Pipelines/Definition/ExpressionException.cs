namespace ChatOps.Pipelines.Definition;

/// <summary>A path or condition cannot be evaluated with the values at hand; the message is for the pipeline's author.</summary>
public sealed class ExpressionException(string message) : Exception(message);
