using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>Draws the parts of a card's body.</summary>
internal sealed class AdaptiveCardBlocks(CardLimits limits)
{
    /// <summary>Letters of the longest bar.</summary>
    private const int BarLetters = 16;

    private const int MaxTitle = 60;

    public IEnumerable<JsonObject> Draw(CardBlock block) => block switch
    {
        CardBlock.Text text => AdaptiveCardText.Lines(limits.Cut(text.Content), text.Tone, text.Subtle, text.Strong, text.Monospace),
        CardBlock.Facts facts => Facts(facts),
        CardBlock.Steps steps => WithRest(steps.Items.Take(limits.Items).Select(Step), steps.Items.Count),
        CardBlock.Table table => Table(table),
        CardBlock.Bars bars => Bars(bars),
        CardBlock.Details details => [Details(details)],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "This kind of block cannot be drawn."),
    };

    private IEnumerable<JsonObject> Facts(CardBlock.Facts facts)
    {
        var shown = facts.Items.Take(limits.Items).ToList();
        var items = shown.Select(JsonNode (fact) => new JsonObject
        {
            ["title"] = AdaptiveCardText.Defuse(limits.Cut(fact.Label)),
            ["value"] = AdaptiveCardText.Defuse(limits.Cut(fact.Value)),
        });
        foreach (var element in WithRest([new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. items]) }], facts.Items.Count))
            yield return element;

        var sources = shown.Where(fact => fact.Source is not null)
            .SelectMany(fact => AdaptiveCardText.Lines(limits.Cut(fact.Label), Tone.Neutral, subtle: true, strong: false, monospace: false)
                .Concat(AdaptiveCardText.Lines(limits.Cut(fact.Source!), Tone.Neutral, subtle: false, strong: false, monospace: true)))
            .ToList();
        if (sources.Count == 0)
            yield break;
        yield return Hidden("Where the figures come from", sources);
    }

    private JsonObject Step(CardStep step)
    {
        var words = new JsonArray(AdaptiveCardText.Paragraph(limits.Cut(step.Title), strong: true));
        words.Add(Close(AdaptiveCardText.Paragraph(limits.Cut($"{step.Owner} · {step.Risk}"), subtle: true)));
        if (step.Detail is { } detail)
            words.Add(Close(AdaptiveCardText.Paragraph(limits.Cut(detail), step.Tone == Tone.Bad ? Tone.Bad : Tone.Neutral)));
        return Columns(
            Column("20px", AdaptiveCardText.Paragraph(Sign(step.Tone), step.Tone, strong: true)),
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["items"] = words },
            Column("auto", Right(AdaptiveCardText.Paragraph(limits.Cut(step.Status), step.Tone, subtle: step.Tone == Tone.Neutral))));
    }

    private IEnumerable<JsonObject> Table(CardBlock.Table table)
    {
        var rows = table.Rows.Take(limits.Items).ToList();
        var widths = table.Header.Select((head, at) => rows.Select(row => Cell(row, at).Length).Append(head.Length).Max());
        var isNumeric = table.Header.Select((_, at) => rows.Count > 0 && rows.All(row => IsFigure(Cell(row, at)))).ToList();
        var drawn = new JsonArray(Row(table.Header, isNumeric, strong: true));
        foreach (var row in rows)
            drawn.Add(Row([.. table.Header.Select((_, at) => Cell(row, at))], isNumeric, strong: false));
        var element = new JsonObject
        {
            ["type"] = "Table",
            ["firstRowAsHeaders"] = true,
            ["showGridLines"] = false,
            ["columns"] = new JsonArray([.. widths.Select(JsonNode (width) => new JsonObject { ["width"] = Math.Clamp(width, 8, 30) })]),
            ["rows"] = drawn,
        };
        return WithRest([element], table.Rows.Count);
    }

    private JsonObject Row(IReadOnlyList<string> cells, List<bool> isNumeric, bool strong)
    {
        var drawn = cells.Select(JsonNode (cell, at) =>
        {
            var text = AdaptiveCardText.Paragraph(limits.Cut(cell), strong: strong);
            return new JsonObject { ["type"] = "TableCell", ["items"] = new JsonArray(isNumeric[at] ? Right(text) : text) };
        });
        return new JsonObject { ["type"] = "TableRow", ["cells"] = new JsonArray([.. drawn]) };
    }

    private IEnumerable<JsonObject> Bars(CardBlock.Bars bars)
    {
        var largest = bars.Items.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var drawn = bars.Items.Take(limits.Items).Select(bar => Bar(bar, largest));
        return WithRest(drawn.Prepend(AdaptiveCardText.Paragraph(limits.Cut(bars.Caption), strong: true)), bars.Items.Count);
    }

    /// <summary>A bar is written in full blocks: every host can show that, and it can be copied as text.</summary>
    private JsonObject Bar(Bar bar, double largest)
    {
        var share = largest > 0 && double.IsFinite(bar.Value) ? Math.Clamp(bar.Value / largest, 0, 1) : 0;
        var letters = bar.Value > 0 ? Math.Max(1, (int)Math.Round(BarLetters * share)) : 0;
        var drawn = AdaptiveCardText.Paragraph(letters == 0 ? "\u00A0" : new string('█', letters), bar.Tone);
        if (bar.Tone == Tone.Neutral)
            drawn["inlines"]![0]!["color"] = "Accent";
        var row = Columns(
            Column("30", AdaptiveCardText.Paragraph(limits.Cut(bar.Label))),
            Column("55", drawn),
            Column("15", Right(AdaptiveCardText.Paragraph(bar.Value.ToString("#,0.##", CultureInfo.InvariantCulture)))));
        row["spacing"] = "Small";
        return row;
    }

    private JsonObject Details(CardBlock.Details details) =>
        Hidden(details.Title, WithRest(details.Blocks.Take(limits.Items).SelectMany(Draw), details.Blocks.Count));

    /// <summary>A button that opens and closes what is under it; Web Chat reports other ways to hide things as errors.</summary>
    private static JsonObject Hidden(string title, IEnumerable<JsonObject> parts) => new()
    {
        ["type"] = "ActionSet",
        ["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Action.ShowCard",
            ["title"] = title.Length > MaxTitle ? $"{title[..(MaxTitle - 4)]} ..." : title,
            ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray([.. parts]) },
        }),
    };

    private IEnumerable<JsonObject> WithRest(IEnumerable<JsonObject> elements, int count) =>
        count > limits.Items ? elements.Append(AdaptiveCardText.Paragraph($"... and {count - limits.Items} more", subtle: true)) : elements;

    private static JsonObject Columns(params ReadOnlySpan<JsonNode?> columns) => new() { ["type"] = "ColumnSet", ["columns"] = new JsonArray([.. columns]) };

    private static JsonObject Column(string width, JsonObject item) => new()
    {
        ["type"] = "Column",
        ["width"] = int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) ? weight : width,
        ["items"] = new JsonArray(item),
    };

    private static JsonObject Close(JsonObject element)
    {
        element["spacing"] = "None";
        return element;
    }

    private static JsonObject Right(JsonObject element)
    {
        element["horizontalAlignment"] = "Right";
        return element;
    }

    private static string Cell(IReadOnlyList<string> row, int at) => at < row.Count ? row[at] : "";

    private static bool IsFigure(string text) =>
        text.Length > 0 && text.Any(char.IsAsciiDigit) && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '%' or '-' or '+' or ' ');

    private static string Sign(Tone tone) => tone switch
    {
        Tone.Good => "✓",
        Tone.Warning => "!",
        Tone.Bad => "✕",
        _ => "○",
    };
}
