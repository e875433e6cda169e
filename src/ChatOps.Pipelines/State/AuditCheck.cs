using System.Globalization;
using System.Security.Cryptography;

namespace ChatOps.Pipelines.State;

/// <summary>Walks the audit table in order and collects what does not fit.</summary>
internal sealed class AuditCheck(InstanceKey key, (long Sequence, byte[] Hash)? head)
{
    private readonly List<AuditProblem> _problems = [];
    private readonly SortedSet<long> _blank = [];
    private byte[] _previous = AuditChain.Start;
    private long _expected = 1;
    private long _entries;
    private bool _headSeen = head is { Sequence: 0 };

    public void Add(AuditRow row)
    {
        _entries++;
        if (row.Sequence > _expected)
            Report(_expected, row.Sequence == _expected + 1
                ? $"Entry {_expected} was removed."
                : $"Entries {_expected} to {row.Sequence - 1} were removed.");
        else if (row.Sequence < _expected)
            Report(row.Sequence, $"Entry {row.Sequence} was inserted before the first entry.");
        if (row.Detail is null)
            _blank.Add(row.Sequence);
        else if (!Same(AuditChain.Digest(key, row.Sequence, row.Detail), row.Digest))
            Report(row.Sequence, $"The body of entry {row.Sequence} was changed.");
        if (row.Kind == AuditLog.DetailDeleted && long.TryParse(row.Subject, CultureInfo.InvariantCulture, out var deleted))
            _blank.Remove(deleted);
        // After a gap the previous link is unknown, so only the next one can be checked again.
        if (row.Sequence == _expected && !Same(AuditChain.Hash(key, _previous, row), row.Hash))
            Report(row.Sequence, $"Entry {row.Sequence} was changed, inserted or moved: its link does not fit.");
        if (head is { } known && row.Sequence == known.Sequence)
        {
            _headSeen = true;
            if (!Same(row.Hash, known.Hash))
                Report(row.Sequence, $"Entry {row.Sequence} is not the one that the head file names.");
        }

        _previous = row.Hash;
        _expected = Math.Max(_expected, row.Sequence + 1);
    }

    public AuditVerification Finish()
    {
        foreach (var sequence in _blank)
            Report(sequence, $"The body of entry {sequence} was removed, and no later entry says that this was asked for.");
        if (head is not { } known)
            Report(0, "The head file is missing, damaged or signed with another key, so removed entries at the end cannot be ruled out.");
        else if (!_headSeen && known.Sequence >= _expected)
            Report(_expected, $"The log was cut off: entries {_expected} to {known.Sequence} were removed.");
        return new AuditVerification(_entries, _problems);
    }

    private void Report(long sequence, string message) => _problems.Add(new AuditProblem(sequence, message));

    private static bool Same(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);
}
