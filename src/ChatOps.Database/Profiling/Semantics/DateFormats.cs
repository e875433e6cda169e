namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Which way of writing dates a column uses most.</summary>
internal sealed class DateFormats
{
    private readonly Dictionary<(int First, char Separator, bool Time), Order> _orders = [];
    private (int First, char Separator, bool Time) _lastKey;
    private Order? _last;

    /// <summary>Such as <c>yyyy-MM-dd</c> or <c>dd.MM.yyyy HH:mm:ss</c>; both orders where no date decides between day and month. Null without dates.</summary>
    internal string? Usual => _orders.Count == 0 ? null : Name(_orders.MaxBy(pair => pair.Value.Count));

    /// <param name="text">A date by <see cref="TimeTexts.IsDate"/>.</param>
    internal void Add(ReadOnlySpan<byte> text, long count)
    {
        var first = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var (key, second) = first < 0
            ? ((8, ' ', false), 0)
            : ((first == 4 ? 4 : 2, (char)text[first], text.IndexOf((byte)':') > 0), Number(text[(first + 1)..]));
        var order = key == _lastKey ? _last! : Find(key);
        order.Count += count;
        order.FirstIsDay |= first is 1 or 2 && Number(text) > 12;
        order.SecondIsDay |= first is 1 or 2 && second > 12;
    }

    private Order Find((int First, char Separator, bool Time) key)
    {
        if (!_orders.TryGetValue(key, out var order))
        {
            _orders[key] = order = new Order();
        }

        (_lastKey, _last) = (key, order);
        return order;
    }

    private static string Name(KeyValuePair<(int First, char Separator, bool Time), Order> pair)
    {
        var ((first, separator, time), order) = (pair.Key, pair.Value);
        var (days, months) = ($"dd{separator}MM{separator}yyyy", $"MM{separator}dd{separator}yyyy");
        var date = first == 8 ? "yyyyMMdd"
            : first == 4 ? $"yyyy{separator}MM{separator}dd"
            : order.FirstIsDay || separator == '.' ? days
            : order.SecondIsDay ? months
            : $"{days} or {months}";
        return time ? date + " HH:mm:ss" : date;
    }

    private static int Number(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var next in text)
        {
            if (!char.IsAsciiDigit((char)next))
            {
                break;
            }

            value = (value * 10) + next - '0';
        }

        return value;
    }

    private sealed class Order
    {
        internal long Count { get; set; }

        internal bool FirstIsDay { get; set; }

        internal bool SecondIsDay { get; set; }
    }
}
