namespace ChatOps.Database.Connections;

/// <summary>A database refused, is not there, or is not what it should be. The message is written for a person and holds no secret.</summary>
public sealed class DatabaseException : Exception
{
    /// <param name="problem">What kind of refusal it is.</param>
    /// <param name="message">What happened and what to do next, in one or two sentences.</param>
    public DatabaseException(DatabaseProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    public DatabaseProblem Problem { get; }

    /// <summary>The same call may succeed a little later.</summary>
    public bool IsTransient => Problem is DatabaseProblem.Busy or DatabaseProblem.Locked or DatabaseProblem.Unreachable;
}

/// <summary>Kinds of refusal.</summary>
public enum DatabaseProblem
{
    /// <summary>No connection has that name.</summary>
    UnknownConnection,

    /// <summary>There is no file or server at that address.</summary>
    NotFound,

    /// <summary>The file is there and is not a database of the kind expected, or is damaged.</summary>
    NotADatabase,

    /// <summary>Somebody else holds a lock, or is writing.</summary>
    Busy,

    /// <summary>Somebody else holds a lock on one table; others can be read.</summary>
    Locked,

    /// <summary>The server does not answer.</summary>
    Unreachable,

    /// <summary>The credential or the file mode does not allow it.</summary>
    Denied,

    /// <summary>Whoever wrote to the file was cut off in the middle, and a reader must not repair that.</summary>
    CutOff,

    /// <summary>The statement would do more than read, or is more than one statement.</summary>
    NotReadOnly,

    /// <summary>The statement took longer than its limit.</summary>
    TimedOut,

    /// <summary>The statement is wrong: no such table, a syntax error.</summary>
    BadStatement,

    /// <summary>There is no room left where the result should go.</summary>
    DiskFull,

    /// <summary>The file needs a newer engine than the one at hand.</summary>
    Unsupported,
}
