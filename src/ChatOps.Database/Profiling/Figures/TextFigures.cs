using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ChatOps.Database.Profiling.Figures;

/// <summary>Figures of the values stored as texts.</summary>
internal sealed class TextFigures
{
    private static readonly SearchValues<byte> Unusual = SearchValues.Create([.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(IsUnusual)]);

    private readonly TextOrder _order = new();
    private long _characters;
    private long _count;

    internal string? Min => _order.Min is { } min ? Encoding.UTF8.GetString(min) : null;

    internal string? Max => _order.Max is { } max ? Encoding.UTF8.GetString(max) : null;

    /// <summary>In characters.</summary>
    internal long? MinLength { get; private set; }

    internal long? MaxLength { get; private set; }

    internal double? MeanLength => _count == 0 ? null : (double)_characters / _count;

    /// <summary>Empty or only white space.</summary>
    internal long Blanks { get; private set; }

    internal long Padded { get; private set; }

    internal long ControlCharacters { get; private set; }

    internal long InvalidUtf8 { get; private set; }

    internal long Placeholders { get; private set; }

    internal long WithAt { get; private set; }

    internal long IsoDates { get; private set; }

    internal long IsoTimes { get; private set; }

    internal long ImpossibleIsoDates { get; private set; }

    internal long OtherDates { get; private set; }

    /// <param name="count">How often the text occurs.</param>
    internal void Add(ReadOnlySpan<byte> text, long count)
    {
        _count += count;
        _order.Add(text);
        AddLength(text.IndexOfAny(Unusual) < 0 ? text.Length : Inspect(text, count), count);
        if (text.IsEmpty)
        {
            Blanks += count;
            return;
        }

        if (IsMaybeSpace(text[0]) || IsMaybeSpace(text[^1]))
        {
            AddSpace(Encoding.UTF8.GetString(text), count);
        }

        Placeholders += Profiling.Placeholders.Is(text) ? count : 0;
        if (char.IsAsciiDigit((char)text[0]))
        {
            AddDate(text, count);
        }
    }

    /// <summary>The parts that only texts with unusual characters need. Returns the length in characters.</summary>
    private long Inspect(ReadOnlySpan<byte> text, long count)
    {
        WithAt += text.Contains((byte)'@') ? count : 0;
        ControlCharacters += HasControl(text) ? count : 0;
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0)
        {
            return text.Length;
        }

        InvalidUtf8 += Utf8.IsValid(text) ? 0 : count;
        return Characters(text);
    }

    private void AddLength(long length, long count)
    {
        _characters += length * count;
        MinLength = MinLength is { } min && min <= length ? min : length;
        MaxLength = MaxLength is { } max && max >= length ? max : length;
    }

    private void AddSpace(string text, long count)
    {
        var trimmed = text.AsSpan().Trim();
        Blanks += trimmed.IsEmpty ? count : 0;
        Padded += !trimmed.IsEmpty && trimmed.Length < text.Length ? count : 0;
    }

    private void AddDate(ReadOnlySpan<byte> text, long count)
    {
        switch (DateShapes.Of(text))
        {
            case DateShape.Iso:
                IsoDates += count;
                IsoTimes += text.Length > 10 ? count : 0;
                break;
            case DateShape.ImpossibleIso:
                ImpossibleIsoDates += count;
                break;
            case DateShape.Other:
                OtherDates += count;
                break;
        }
    }

    private static bool HasControl(ReadOnlySpan<byte> text)
    {
        foreach (var next in text)
        {
            if (next < 0x20 ? next is not ((byte)'\t' or (byte)'\n' or (byte)'\r') : next == 0x7F)
            {
                return true;
            }
        }

        return false;
    }

    private static long Characters(ReadOnlySpan<byte> text)
    {
        var count = 0L;
        foreach (var next in text)
        {
            count += (next & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private static bool IsUnusual(byte value) => value is < 0x20 or >= 0x7F or (byte)'@';

    private static bool IsMaybeSpace(byte next) => next is <= 0x20 or >= 0x80;
}
