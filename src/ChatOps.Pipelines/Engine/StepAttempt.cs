using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Validation;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Engine;

/// <summary>Runs a handler once and turns whatever it does into an outcome.</summary>
internal sealed class StepAttempt(TimeProvider time, ILogger logger)
{
    /// <summary>How long a handler may take to react to its time limit before it is left to itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <param name="interrupt">The run has ended or the program stops; the handler is told and waited for.</param>
    public async Task<AttemptOutcome> RunAsync(
        IStepHandler handler, AttemptContext context, TimeSpan timeout, CancellationToken interrupt)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, interrupt);
        using var abandoned = new CancellationTokenSource(timeout + Grace, time);
        try
        {
            await context.LoadCheckpointAsync(either.Token);
            var work = Task.Run(() => handler.ExecuteAsync(context, either.Token), CancellationToken.None);
            return Check(handler.Type, await WaitAsync(work, abandoned.Token, interrupt));
        }
        catch (Exception) when (interrupt.IsCancellationRequested)
        {
            return new AttemptOutcome.Interrupted();
        }
        catch (StaleRunException)
        {
            return new AttemptOutcome.Interrupted();
        }
        catch (TimeoutException error) when (abandoned.IsCancellationRequested && error.Message.Length == 0)
        {
            return new AttemptOutcome.Failed($"It took longer than {Words(timeout)} and did not stop when it was told to; it is not tried again, because it may still be at work.", IsTransient: false);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return new AttemptOutcome.Failed($"It took longer than {Words(timeout)}.", IsTransient: true);
        }
        catch (StepFailedException error)
        {
            return new AttemptOutcome.Failed(error.Message, error.IsTransient);
        }
        catch (StateUnavailableException error)
        {
            return new AttemptOutcome.Failed(error.Message, error.IsTransient);
        }
        catch (Exception error)
        {
            return new AttemptOutcome.Failed(Incidents.Report(logger, error, context.IdempotencyKey, time), IsTransient: false);
        }
    }

    /// <summary>After an interrupt the handler is waited for without end; after its time limit only for the grace.</summary>
    private static async Task<JsonElement> WaitAsync(Task<JsonElement> work, CancellationToken abandoned, CancellationToken interrupt)
    {
        try
        {
            return await work.WaitAsync(abandoned);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested && !work.IsCompleted)
        {
            if (interrupt.IsCancellationRequested)
                return await work;
            _ = work.ContinueWith(w => w.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new TimeoutException("");
        }
    }

    private static AttemptOutcome Check(StepType type, JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Object)
            return new AttemptOutcome.Failed($"{type.Name} returned no JSON object; this is a fault of the step type.", IsTransient: false);
        var text = output.GetRawText();
        if (Encoding.UTF8.GetByteCount(text) > DefinitionLimits.MaxOutputBytes)
            return new AttemptOutcome.Failed($"{type.Name} returned more than 1 MiB; a large result belongs in an artifact.", IsTransient: false);
        var problems = JsonSchemaCheck.Check(type.OutputSchema, output);
        return problems.Count == 0
            ? new AttemptOutcome.Succeeded(text)
            : new AttemptOutcome.Failed(
                $"The result of {type.Name} does not fit what the type promises: {string.Join("; ", problems.Take(5).Select(p => p.Message))}.", IsTransient: false);
    }

    private static string Words(TimeSpan span) => span.TotalSeconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} minutes");
}
