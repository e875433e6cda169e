using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists;

/// <summary>What steps tell beside their outputs: full results, as artifacts of their run, and how far they are.</summary>
internal static class StepResults
{
    /// <summary>Keeps a full result as a JSON artifact for the steps that follow, and returns its id.</summary>
    public static async Task<string> KeepAsync<T>(this StepContext context, string name, T result, CancellationToken cancellationToken) =>
        (await context.WriteArtifactAsync(name, "application/json", (stream, token) => JsonSerializer.SerializeAsync(stream, result, ReportJson.Options, token), cancellationToken)).Id;

    /// <summary>Keeps a text as it is, and returns the artifact's id.</summary>
    public static async Task<string> KeepTextAsync(this StepContext context, string name, string mediaType, string text, CancellationToken cancellationToken) =>
        (await context.WriteArtifactAsync(name, mediaType, async (stream, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), token), cancellationToken)).Id;

    /// <summary>What an earlier step of the run kept, to the last byte.</summary>
    public static async Task<string> ReadTextAsync(this StepContext context, string input, CancellationToken cancellationToken)
    {
        await using var stream = await context.OpenArtifactAsync(context.With.GetProperty(input).GetString()!, cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>What an earlier step of the run kept.</summary>
    /// <param name="input">The input of this step that names the artifact.</param>
    public static async Task<T> ReadAsync<T>(this StepContext context, string input, CancellationToken cancellationToken)
    {
        await using var stream = await context.OpenArtifactAsync(context.With.GetProperty(input).GetString()!, cancellationToken);
        return await ReportJson.ReadAsync<T>(stream, cancellationToken);
    }

    /// <summary>Passes progress on, at once and in order, which <see cref="Progress{T}"/> would not do.</summary>
    public static void Pass(this StepContext context, WorkProgress value) =>
        context.Report(new StepProgress(value.Done, value.Total, value.Unit, value.Left is { } left ? $"{value.Note}, about {Figures.Duration(left)} left" : value.Note));
}
