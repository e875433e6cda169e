using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOps.Agents.Prompts;

/// <summary>
/// Walks a YAML text event by event before it is built into a tree: the tree is built by recursion, and 20,000 nested
/// brackets would end the process.
/// </summary>
internal static class YamlGuard
{
    public const int DeepestNesting = 20;

    /// <summary>The first thing that makes the text unsafe or unreadable, or null.</summary>
    public static (int Line, string Message)? Check(string text)
    {
        try
        {
            return Walk(new Parser(new StringReader(text)));
        }
        catch (YamlException exception)
        {
            return ((int)exception.Start.Line, $"This is not YAML: {exception.Message}");
        }
    }

    private static (int Line, string Message)? Walk(Parser parser)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            // The stream and the document are two levels of their own.
            if (depth - 2 > DeepestNesting)
                return ((int)current.Start.Line, $"It is nested deeper than {DeepestNesting} levels.");
            if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                return ((int)current.Start.Line, "Anchors and aliases are not used in prompt files.");
        }

        return null;
    }
}
