using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification;

/// <summary>Counts the rows of a pair that are not the same, and keeps the first of them for people.</summary>
internal sealed class DifferenceList
{
    /// <summary>Characters of one value that are shown; of a longer one those around the first difference.</summary>
    private const int LongestShown = 300;

    private readonly TablePair _pair;
    private readonly int _most;
    private readonly List<RowDifference> _kept = [];

    internal DifferenceList(TablePair pair, int most) => (_pair, _most) = (pair, most);

    internal long Missing { get; private set; }

    internal long Extra { get; private set; }

    internal long Different { get; private set; }

    internal IReadOnlyList<RowDifference> Kept => _kept;

    /// <summary>The source has the row and the target does not.</summary>
    internal void AddMissing(ReadOnlySpan<byte> row)
    {
        Missing++;
        AddLone(DifferenceKind.Missing, row);
    }

    /// <summary>The target has the row and the source does not.</summary>
    internal void AddExtra(ReadOnlySpan<byte> row)
    {
        Extra++;
        AddLone(DifferenceKind.Extra, row);
    }

    /// <summary>Both have a row with that key, and other values.</summary>
    internal void AddDifferent(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target)
    {
        Different++;
        if (_kept.Count < _most)
        {
            _kept.Add(new RowDifference(DifferenceKind.Different, KeyText(source, _pair), Differing(source, target)));
        }
    }

    /// <summary>A row of the source, of the target, or of both; neither where it has changed since it was counted.</summary>
    internal void Add(byte[]? source, byte[]? target)
    {
        if (source is not null && target is not null)
        {
            AddDifferent(source, target);
        }
        else if (source is not null)
        {
            AddMissing(source);
        }
        else if (target is not null)
        {
            AddExtra(target);
        }
    }

    /// <summary>The row's key, or all its values where the pair has none, as a JSON object.</summary>
    internal static string KeyText(ReadOnlySpan<byte> row, TablePair pair)
    {
        var values = RowJson.Texts(row, pair.Shown);
        return RowJson.Of(pair.Shown.Take(pair.Source.KeyLength > 0 ? pair.Source.KeyLength : values.Length).Select((column, index) => (column.Name, Clip(values[index], 0))));
    }

    private void AddLone(DifferenceKind kind, ReadOnlySpan<byte> row)
    {
        if (_kept.Count < _most)
        {
            _kept.Add(new RowDifference(kind, KeyText(row, _pair), []));
        }
    }

    private List<ValueDifference> Differing(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target)
    {
        var (one, other) = (RowJson.Texts(source, _pair.Shown), RowJson.Texts(target, _pair.Shown));
        var first = new RowCursor(source);
        var second = new RowCursor(target);
        var differing = new List<ValueDifference>();
        for (var column = 0; column < one.Length; column++)
        {
            var (hasFirst, hasSecond) = (first.Next(out var left), second.Next(out var right));
            if (hasFirst != hasSecond || first.IsMisfit != second.IsMisfit || !left.SequenceEqual(right))
            {
                var at = (one[column] ?? "").AsSpan().CommonPrefixLength(other[column]);
                differing.Add(new ValueDifference(_pair.Shown[column].Name, Clip(one[column], at), Clip(other[column], at)));
            }
        }

        return differing;
    }

    private static string? Clip(string? text, int at)
    {
        if (text is null || text.Length <= LongestShown)
        {
            return text;
        }

        var start = Math.Clamp(at - (LongestShown / 3), 0, text.Length - LongestShown);
        return $"{(start > 0 ? "…" : "")}{text.AsSpan(start, LongestShown)}{(start + LongestShown < text.Length ? "…" : "")}";
    }
}
