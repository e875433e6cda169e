using ChatOps.Database.Checks;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>
/// How many texts of a column pass each type's test. Types that hardly any of the first few thousand different texts passed are given up, so
/// that a usual column costs nothing; the shares of the others are exact over all rows.
/// </summary>
internal sealed class SemanticTally
{
    private const double Hopeless = 0.2;

    private readonly bool _named;
    private readonly DateFormats _formats = new();
    private List<Candidate> _candidates;

    internal SemanticTally(string column)
    {
        var words = NameWords.Of(column);
        _candidates = [.. SemanticCatalog.All.Select(type => new Candidate(type, type.Hint.Fits(words))).Where(candidate => candidate.Named || !candidate.Type.NeedsName)];
        _named = _candidates.Exists(candidate => candidate.Named);
    }

    /// <summary>Texts that are not blank.</summary>
    internal long Count { get; private set; }

    /// <summary>The most telling type that enough texts pass; null where there is none.</summary>
    internal SemanticFinding? Best => _candidates.Where(IsEnough).OrderByDescending(candidate => _named && candidate.Named).FirstOrDefault() is { } best
        ? new SemanticFinding(best.Type.Id, (double)best.Passed / Count) { Format = best.Type.Id == SemanticCatalog.Date ? _formats.Usual : null }
        : null;

    /// <param name="count">How often the text occurs.</param>
    internal void Add(ReadOnlySpan<byte> text, long count)
    {
        if (_candidates.Count == 0)
        {
            Count += count;
            return;
        }

        text = Trim(text);
        Count += text.IsEmpty ? 0 : count;
        foreach (var candidate in text.IsEmpty ? [] : _candidates)
        {
            if (candidate.Type.Test(text))
            {
                candidate.Passed += count;
                if (candidate.Type.Id == SemanticCatalog.Date)
                {
                    _formats.Add(text, count);
                }
            }
        }
    }

    /// <summary>From here on every text is tested, so only promising types stay.</summary>
    internal void GiveUpHopeless() => _candidates = [.. _candidates.Where(candidate => candidate.Passed >= Count * Hopeless)];

    private bool IsEnough(Candidate candidate) =>
        Count > 0 && candidate.Passed >= Count * (candidate.Named ? candidate.Type.NamedShare : candidate.Type.Share);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    private sealed class Candidate(SemanticType type, bool named)
    {
        internal SemanticType Type { get; } = type;

        internal bool Named { get; } = named;

        internal long Passed { get; set; }
    }
}

/// <summary>What the texts of a column mean.</summary>
/// <param name="Share">Of the texts that are not blank, 0..1, exact.</param>
internal sealed record SemanticFinding(string Type, double Share)
{
    /// <summary>For dates the usual way of writing, such as <c>dd.MM.yyyy</c>.</summary>
    internal string? Format { get; init; }
}
