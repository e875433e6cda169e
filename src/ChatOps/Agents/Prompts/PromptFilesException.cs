namespace ChatOps.Agents.Prompts;

/// <summary>The prompt files cannot be used. The message lists everything that is wrong, one line each.</summary>
public sealed class PromptFilesException(IReadOnlyList<PromptError> errors)
    : Exception($"The prompt files have {errors.Count} {(errors.Count == 1 ? "error" : "errors")}:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<PromptError> Errors { get; } = errors;
}
