using ChatOps.Agents.Models;
using ChatOps.Agents.Specialists;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Reports;

namespace ChatOps.Agents.Explaining;

/// <summary>
/// Puts results into words: with a language model as the specialist that its subject names, and without one, or where it fails, out of the results and
/// the rules' own explanations. It reads results and writes nothing.
/// </summary>
internal sealed class Explainer(ModelAgent agent, ModelOptions options, SchemaReader schemas)
{
    private const int MostCalls = 6;

    /// <param name="language">See <see cref="SpokenLanguage"/>; what is written without a model is in English.</param>
    /// <param name="onWritten">Told the explanation as far as it may be shown, each time a sentence is whole; null where nobody looks on.</param>
    public async Task<Explanation> ExplainAsync(ExplanationSubject subject, string language, CancellationToken cancellationToken, Func<Explanation, Task>? onWritten = null)
    {
        if (!agent.IsConfigured)
            return new Explanation(subject.Title, subject.Template, null, 0);
        var answer = await agent.AskAsync(
            subject.Agent, subject.Variables(language), ExplanationContract.For(subject, options.Name), await ToolsAsync(subject, cancellationToken), cancellationToken,
            onWritten is null ? null : json => ExplanationContract.ReadBegun(json, subject, options.Name) is { } begun ? onWritten(begun) : Task.CompletedTask);
        return answer.Answer ?? new Explanation(subject.Title, subject.Template, null, 0) { Fallback = answer.Problem!.Message };
    }

    /// <summary>An explanation needs no database: the result is there already.</summary>
    private async Task<ModelTools> ToolsAsync(ExplanationSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            return subject.Looks is { } connection ? new ModelTools(new SchemaTools(await schemas.ReadAsync(connection, cancellationToken)).Functions, MostCalls) : ModelTools.None;
        }
        catch (DatabaseException)
        {
            return ModelTools.None;
        }
    }
}
