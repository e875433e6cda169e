using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>What the texts of one column look like, among the first rows of its table. It nominates only; what is found is counted in full.</summary>
internal sealed partial class TextShape
{
    private static readonly char[] Separators = [',', ';', '|'];
    private static readonly HashSet<string> Truths = new("true false yes no y n t f ja nein".Split(' '), StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _first = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _later = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _sizes = [];
    private readonly Dictionary<char, long> _lists = [];
    private readonly HashSet<int> _lengths = [];
    private long _itemCount;

    /// <summary>Texts that are not blank.</summary>
    internal long Filled { get; private set; }

    /// <summary>Decimal numbers without leading zeros.</summary>
    internal long Numerals { get; private set; }

    internal long Booleans { get; private set; }

    internal long Dates { get; private set; }

    /// <summary>Objects and arrays.</summary>
    internal long Documents { get; private set; }

    internal long Uuids { get; private set; }

    /// <summary>In characters, as far as the sample goes.</summary>
    internal int Longest { get; private set; }

    /// <summary>How many different lengths there are; codes have one.</summary>
    internal int Lengths => _lengths.Count;

    /// <summary>
    /// The separator of a list, where at least half of the texts have one and the items between repeat as those of a list do and the parts of a
    /// sentence do not, and where their number varies or an item stands first here and later there, unlike the parts of a name or of an address; else null.
    /// </summary>
    internal char? ListSeparator =>
        _items.Count * 2 > _itemCount || (_sizes.Count < 2 && !_first.Overlaps(_later)) ? null : _lists.Where(pair => pair.Value * 2 >= Filled).Select(pair => (char?)pair.Key).FirstOrDefault();

    internal void Add(string text)
    {
        Longest = Math.Max(Longest, text.Length);
        var value = text.Trim();
        if (value.Length == 0)
        {
            return;
        }

        Filled++;
        _lengths.Add(value.Length);
        Numerals += Numeral().IsMatch(value) ? 1 : 0;
        Booleans += Truths.Contains(value) ? 1 : 0;
        Dates += Date().IsMatch(value) ? 1 : 0;
        Uuids += value.Length == 36 && Guid.TryParseExact(value, "D", out _) ? 1 : 0;
        Documents += (value[0], value[^1]) is ('{', '}') or ('[', ']') ? 1 : 0;
        AddList(value);
    }

    private void AddList(string value)
    {
        var separator = Array.Find(Separators, separator => value.Contains(separator, StringComparison.Ordinal));
        if (separator == default || value[0] is '{' or '[' || GroupedNumber().IsMatch(value))
        {
            return;
        }

        var items = value.Split(separator, StringSplitOptions.TrimEntries);
        if (Array.TrueForAll(items, item => item.Length is > 0 and <= 40 && item.Count(letter => letter == ' ') <= 2))
        {
            _lists[separator] = _lists.GetValueOrDefault(separator) + 1;
            _itemCount += items.Length;
            _sizes.Add(items.Length);
            _items.UnionWith(items);
            _first.Add(items[0]);
            _later.UnionWith(items[1..]);
        }
    }

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})([ T][0-9]{2}:[0-9]{2}.*)?$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^[-+]?[0-9]{1,3}(,[0-9]+)+(\.[0-9]+)?$")]
    private static partial Regex GroupedNumber();
}
