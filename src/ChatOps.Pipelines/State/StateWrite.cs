using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.State;

/// <summary>One queued write and the task of the caller that waits for its commit.</summary>
internal abstract class StateWrite
{
    public Exception? Error { get; set; }

    /// <summary>False when the caller has given up before its turn came.</summary>
    public abstract bool Begin();

    public abstract void Run(SqliteConnection connection);

    public abstract void Complete();
}

internal sealed class StateWrite<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) : StateWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private bool _begun;

    public Task<T> Task => _done.Task;

    public override bool Begin() => _begun = !cancellationToken.IsCancellationRequested;

    public override void Run(SqliteConnection connection) => _result = write(connection);

    public override void Complete()
    {
        if (Error is not null)
            _done.TrySetException(Error);
        else if (_begun)
            _done.TrySetResult(_result!);
        else
            _done.TrySetCanceled(cancellationToken);
    }
}
