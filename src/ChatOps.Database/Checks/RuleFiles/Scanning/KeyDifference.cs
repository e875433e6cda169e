namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>Which keys two ordered streams do not share: one step at a time, so that memory stays bounded whatever the tables' sizes.</summary>
internal sealed class KeyDifference
{
    /// <summary>Keys that are kept; the others are only counted.</summary>
    private const int MaxKept = 1_000;

    private readonly List<(bool IsHere, object?[] Key)> _kept = [];

    internal long OnlyHere { get; private set; }

    internal long OnlyThere { get; private set; }

    internal long Total => OnlyHere + OnlyThere;

    /// <summary>Every difference is in <see cref="Kept"/>.</summary>
    internal bool IsComplete => Total <= MaxKept;

    internal IReadOnlyList<(bool IsHere, object?[] Key)> Kept => _kept;

    internal async Task ReadAsync(KeyStream here, KeyStream there, CancellationToken cancellationToken)
    {
        await here.MoveAsync(cancellationToken);
        await there.MoveAsync(cancellationToken);
        while (here.Current is not null || there.Current is not null)
        {
            var order = here.Current is null ? 1 : there.Current is null ? -1 : KeyStream.Compare(here.Current, there.Current);
            if (order < 0)
            {
                OnlyHere++;
                Keep(true, here.Current!);
            }
            else if (order > 0)
            {
                OnlyThere++;
                Keep(false, there.Current!);
            }

            if (order <= 0)
            {
                await here.MoveAsync(cancellationToken);
            }

            if (order >= 0)
            {
                await there.MoveAsync(cancellationToken);
            }
        }
    }

    private void Keep(bool isHere, object?[] key)
    {
        if (_kept.Count < MaxKept)
        {
            _kept.Add((isHere, key));
        }
    }
}
