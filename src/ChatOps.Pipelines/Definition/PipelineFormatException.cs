namespace ChatOps.Pipelines.Definition;

/// <summary>A text is not a pipeline in its JSON or YAML form; the message is written for its author.</summary>
public sealed class PipelineFormatException : FormatException
{
    public PipelineFormatException(string problem, int line, int column, Exception? innerException = null)
        : base($"Line {line}, column {column}: {problem}", innerException)
    {
        Problem = problem;
        Line = line;
        Column = column;
    }

    /// <summary>The message without its place.</summary>
    public string Problem { get; }

    /// <summary>Counts from 1.</summary>
    public int Line { get; }

    /// <summary>Counts characters from 1.</summary>
    public int Column { get; }
}
