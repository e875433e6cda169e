using ChatOps.Database.Connections;

namespace ChatOps.Database.Landing;

/// <summary>Why a file could not be written, in words for a person.</summary>
internal static class WriteFailure
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int NoSpaceWindows = unchecked((int)0x80070070);
    private const int HandleFullWindows = unchecked((int)0x80070027);

    /// <param name="written">What was and what was not written, as a sentence.</param>
    public static DatabaseException Of(Exception error, string path, string written) =>
        error is IOException && error.HResult is NoSpaceUnix or QuotaUnix or NoSpaceWindows or HandleFullWindows
            ? new DatabaseException(DatabaseProblem.DiskFull, $"There is no room left on the disk of '{path}'. {written} Make room there or name another folder, then start again.", error)
            : new DatabaseException(DatabaseProblem.Denied, $"'{path}' cannot be written: {error.Message} {written}", error);
}
