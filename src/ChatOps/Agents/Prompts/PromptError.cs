namespace ChatOps.Agents.Prompts;

/// <summary>One thing that is wrong with a prompt file.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Line">Counts from 1; 0 when it is about the whole file.</param>
/// <param name="Message">A sentence that says what is wrong and what is expected.</param>
public sealed record PromptError(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"prompts/{File}:{Line}: {Message}" : $"prompts/{File}: {Message}";
}
