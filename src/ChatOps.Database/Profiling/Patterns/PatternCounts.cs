using System.Text;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling.Patterns;

/// <summary>
/// How often each shape of text occurs. Precise shapes while there are few, loose ones beyond that, and none where texts are too free to
/// have shapes, so that memory stays bounded and free text costs nothing.
/// </summary>
internal sealed class PatternCounts
{
    private const int Most = 500;

    /// <summary>Fewer precise shapes than this say more than loose ones.</summary>
    private const int Readable = 20;

    private readonly TextTable _masks = new();
    private readonly Dictionary<string, long> _loose = new(StringComparer.Ordinal);
    private readonly List<long> _counts = [];
    private bool _isFree;

    /// <summary>Texts are too free to have shapes.</summary>
    internal bool IsFree => _isFree;

    /// <param name="count">How often the text occurs.</param>
    internal void Add(ReadOnlySpan<byte> text, long count)
    {
        if (_isFree)
        {
            return;
        }

        Span<byte> mask = stackalloc byte[PatternMask.Size];
        mask = mask[..PatternMask.Write(text, mask)];
        var index = _masks.Add(mask, Fingerprint.OfText(mask).High);
        if (index == _counts.Count)
        {
            _counts.Add(0);
        }

        _counts[index] += count;
        if (_masks.Count > Most)
        {
            Loosen();
        }
    }

    /// <summary>The most frequent shapes first.</summary>
    internal IReadOnlyList<(string Mask, long Count)> Top(int most)
    {
        var precise = Enumerable.Range(0, _masks.Count).Select(index => (Mask: Encoding.UTF8.GetString(_masks[index]), Count: _counts[index])).ToList();
        if (_loose.Count > 0 || precise.Count > Readable)
        {
            Loosen();
            precise = [.. _loose.Select(pair => (pair.Key, pair.Value))];
        }

        return [.. precise.OrderByDescending(item => item.Count).ThenBy(item => item.Mask, StringComparer.Ordinal).Take(most)];
    }

    private void Loosen()
    {
        for (var index = 0; index < _masks.Count; index++)
        {
            var loose = PatternMask.Loosen(Encoding.UTF8.GetString(_masks[index]));
            _loose[loose] = _loose.GetValueOrDefault(loose) + _counts[index];
        }

        _masks.Clear();
        _counts.Clear();
        if (_loose.Count > Most)
        {
            _isFree = true;
            _loose.Clear();
        }
    }
}
