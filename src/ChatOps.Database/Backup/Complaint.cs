using ChatOps.Database.Connections;

namespace ChatOps.Database.Backup;

/// <summary>What a failing program has said last; of any number of lines two are kept.</summary>
internal sealed class Complaint
{
    private string? _last;
    private string? _lastError;

    internal void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _last = line;
        // Behind the error itself stand details such as the statement.
        _lastError = line.Contains("error", StringComparison.OrdinalIgnoreCase) ? line : _lastError;
    }

    /// <param name="secret">Taken out wherever it stands.</param>
    internal DatabaseException Of(string program, int exitCode, string? secret)
    {
        var words = (_lastError ?? _last)?.Trim().TrimEnd('.') ?? $"it ended with {exitCode} and said nothing";
        words = words.StartsWith($"{program}: ", StringComparison.Ordinal) ? words[(program.Length + 2)..] : words;
        words = string.IsNullOrEmpty(secret) ? words : words.Replace(secret, "***", StringComparison.Ordinal);
        return IsDiskFull(words)
            ? new DatabaseException(DatabaseProblem.DiskFull, $"There is no room left for the backup ({program}: {words}). No backup was kept, and nothing in the database was changed. Make room there or name another folder, then start again.")
            : new DatabaseException(IsDenied(words) ? DatabaseProblem.Denied : DatabaseProblem.BadStatement, $"{program} could not make the backup: {words}. No backup was kept, and nothing in the database was changed.");
    }

    private static bool IsDiskFull(string words) => words.Contains("No space left on device", StringComparison.OrdinalIgnoreCase) || words.Contains("errno 28", StringComparison.OrdinalIgnoreCase) || words.Contains("errno: 28", StringComparison.OrdinalIgnoreCase);

    private static bool IsDenied(string words) => words.Contains("permission denied", StringComparison.OrdinalIgnoreCase) || words.Contains("access denied", StringComparison.OrdinalIgnoreCase);
}
