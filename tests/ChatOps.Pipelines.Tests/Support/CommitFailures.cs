using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>Counts the commits of runs that had to be postponed, from the log.</summary>
internal sealed class CommitFailures : ILoggerProvider, ILogger
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "CommitPostponed")
            Interlocked.Increment(ref _count);
    }

    public void Dispose()
    {
    }
}
