using System.Globalization;
using ChatOps.Cards;

namespace ChatOps.Channels.Terminal;

/// <summary>Lays a card out as lines of text.</summary>
internal static class CardLines
{
    private const int BarWidth = 30;
    private const int LongestQuery = 400;

    /// <param name="complete">Makes an address of ours something a person can open from a terminal.</param>
    public static IEnumerable<TerminalLine> Of(Card card, Func<string, string> complete)
    {
        yield return new TerminalLine(card.Title, card.Tone, Strong: true);
        if (card.Subtitle is { } subtitle)
            yield return new TerminalLine($"  {subtitle}", card.Tone, Subtle: true);
        foreach (var block in card.Blocks)
        {
            foreach (var line in Of(block))
                yield return line with { Text = "  " + line.Text };
        }

        foreach (var link in card.Actions.OfType<CardAction.OpenLink>())
            yield return new TerminalLine($"  {link.Title}: {complete(link.Address)}");
        if (Words(card) is { Length: > 0 } words)
            yield return new TerminalLine($"  You can say: {words}", Subtle: true);
    }

    private static IEnumerable<TerminalLine> Of(CardBlock block) => block switch
    {
        CardBlock.Text text => [new TerminalLine(text.Monospace ? Cut(text.Content) : text.Content, text.Tone, text.Strong, text.Subtle)],
        CardBlock.Facts facts => facts.Items.SelectMany(Fact),
        CardBlock.Steps steps => steps.Items.Select(Step),
        CardBlock.Table table => Table(table),
        CardBlock.Bars bars => Bars(bars),
        CardBlock.Details details => Details(details),
        _ => [],
    };

    private static IEnumerable<TerminalLine> Fact(Fact fact)
    {
        yield return new TerminalLine($"{fact.Label}: {fact.Value}");
        if (fact.Source is { } source)
            yield return new TerminalLine($"  from: {Cut(source)}", Subtle: true);
    }

    /// <summary>Some queries are pages long; the report has them whole.</summary>
    private static string Cut(string query) => query.Length <= LongestQuery ? query : $"{query[..LongestQuery]} ... (whole in the report)";

    private static TerminalLine Step(CardStep step)
    {
        // A running step's progress changes all the time; on paper, its beginning and its end are enough.
        var detail = step.Detail is { } text && step.Status != "running" ? $": {text}" : "";
        return new TerminalLine($"[{step.Status}] {step.Title} ({step.Owner}, {step.Risk}){detail}", step.Tone);
    }

    private static IEnumerable<TerminalLine> Table(CardBlock.Table table)
    {
        var all = table.Rows.Prepend(table.Header).ToList();
        var widths = table.Header.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        return all.Select((row, index) => new TerminalLine(
            string.Join("  ", row.Select((cell, column) => column == row.Count - 1 ? cell : cell.PadRight(widths[column]))), Strong: index == 0));
    }

    private static IEnumerable<TerminalLine> Bars(CardBlock.Bars bars)
    {
        yield return new TerminalLine(bars.Caption, Strong: true);
        var longest = bars.Items.Max(bar => bar.Value);
        var width = bars.Items.Max(bar => bar.Label.Length);
        foreach (var bar in bars.Items)
        {
            var length = longest > 0 ? Math.Max(1, (int)(bar.Value / longest * BarWidth)) : 0;
            yield return new TerminalLine($"{bar.Label.PadRight(width)} {new string('█', length)} {bar.Value.ToString("0.##", CultureInfo.InvariantCulture)}", bar.Tone);
        }
    }

    private static IEnumerable<TerminalLine> Details(CardBlock.Details details)
    {
        yield return new TerminalLine(details.Title + ":", Subtle: true);
        foreach (var line in details.Blocks.SelectMany(Of))
            yield return line with { Text = "  " + line.Text, Subtle = true };
    }

    /// <summary>Buttons do not exist on paper; their words do.</summary>
    private static string Words(Card card) =>
        string.Join(", ", card.Actions.OfType<CardAction.Submit>().Select(action => action.Payload.Verb == "say" ? action.Payload.Id : action.Payload.Verb));
}
