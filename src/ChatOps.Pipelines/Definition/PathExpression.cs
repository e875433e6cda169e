using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// A path such as <c>inputs.tables[0]</c>, <c>steps.copy.output.rows</c>, <c>steps.copy.output["a b"]</c>,
/// <c>item.name</c> or <c>run.id</c>.
/// </summary>
public sealed record PathExpression
{
    public const string Inputs = "inputs";
    public const string Steps = "steps";
    public const string Item = "item";
    public const string Run = "run";

    internal PathExpression(string text, string root, IReadOnlyList<PathSegment> segments) =>
        (Text, Root, Segments) = (text, root, segments);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>inputs, steps, item or run.</summary>
    public string Root { get; }

    public IReadOnlyList<PathSegment> Segments { get; }

    /// <summary>The step whose output it names, or null.</summary>
    public string? StepId => Root == Steps ? Segments[0].Name : null;

    public static bool TryParse(string text, [NotNullWhen(true)] out PathExpression? path, [NotNullWhen(false)] out string? error)
    {
        var reader = new ExpressionReader(text);
        try
        {
            path = reader.ReadPath();
            reader.ExpectEnd();
            error = null;
            return true;
        }
        catch (ExpressionException problem)
        {
            (path, error) = (null, problem.Message);
            return false;
        }
    }
}

/// <summary>One step of a path: a name in an object or an index in an array.</summary>
public sealed record PathSegment(string? Name, int? Index)
{
    internal string Text => Name ?? $"[{Index}]";
}
