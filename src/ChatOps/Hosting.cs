using ChatOps.Commands;
using ChatOps.Pipelines.State;

namespace ChatOps;

/// <summary>What every way to start the program has in common.</summary>
internal static class Hosting
{
    /// <summary>A host without a web server that logs warnings to standard error, so that standard output stays the command's.</summary>
    public static HostApplicationBuilder CreateQuietBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddLogging(builder.Logging);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    public static void AddLogging(ILoggingBuilder logging, LogLevel lowest = LogLevel.Warning)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("ChatOps", lowest);
    }

    /// <summary>Takes the data folder for this process.</summary>
    /// <exception cref="CommandException">Another process holds it.</exception>
    public static InstanceLock Lock(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        return InstanceLock.TryAcquire(dataFolder, out var holder) ?? throw new CommandException(
            ExitCodes.BadInput,
            $"The data folder {dataFolder} is in use by another ChatOps{(holder is null ? "" : $" at {holder}")}. Nothing was started. Use that one, stop it, or name another folder with --data.");
    }
}
