using ChatOps.Commands;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ChatOps;

/// <summary>What every way to start the program has in common.</summary>
internal static class Hosting
{
    /// <summary>Set to 1, it lets an unexpected failure show its inner details.</summary>
    public const string DebugVariable = "CHATOPS_DEBUG";

    public static bool IsDebugging => Environment.GetEnvironmentVariable(DebugVariable) == "1";

    /// <summary>A host without a web server. Warnings go to standard error as plain sentences: a person reads them, not an operator.</summary>
    public static HostApplicationBuilder CreateQuietBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole(options => (options.FormatterName, options.LogToStandardErrorThreshold) = (PlainLogFormatter.FormatterName, LogLevel.Trace));
        builder.Logging.AddConsoleFormatter<PlainLogFormatter, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>The log of a server, for its operator: one line an event on standard error, with details of failures.</summary>
    public static void AddServerLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("ChatOps", LogLevel.Information);
        // A failed start is answered by the command itself, in words.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    }

    /// <summary>Why a background service died, which stops the host; null when none did, and the program's end is a success.</summary>
    public static Exception? FailureOf(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask?.Exception?.GetBaseException()).FirstOrDefault(problem => problem is not null);

    /// <summary>Takes the data folder for this process.</summary>
    /// <exception cref="CommandException">Another process holds it.</exception>
    public static InstanceLock Lock(string dataFolder)
    {
        DataFolder.Create(dataFolder);
        return InstanceLock.TryAcquire(dataFolder, out var holder) ?? throw new CommandException(
            ExitCodes.BadInput,
            $"The data folder {dataFolder} is in use by another ChatOps{(holder is null ? "" : $" at {holder}")}. Nothing was started. Use that one, stop it, or name another folder with --data.");
    }
}

/// <summary>Level and message; the inner details only for somebody who asked for them.</summary>
internal sealed class PlainLogFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine($"{logEntry.LogLevel.ToString().ToLowerInvariant()}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        if (logEntry.Exception is { } problem && Hosting.IsDebugging)
            textWriter.WriteLine(problem);
    }
}
