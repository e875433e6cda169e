using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>Draws the parts of one card's body. Holds the count of hidden parts, whose ids must differ.</summary>
internal sealed class AdaptiveCardBlocks(CardLimits limits)
{
    private int _hidden;

    public IEnumerable<JsonObject> Draw(CardBlock block) => block switch
    {
        CardBlock.Text text => AdaptiveCardText.Lines(limits.Cut(text.Content), text.Tone, text.Subtle, text.Strong, text.Monospace),
        CardBlock.Facts facts => Facts(facts),
        CardBlock.Steps steps => WithRest(steps.Items.Take(limits.Items).Select(Step), steps.Items.Count),
        CardBlock.Table table => Table(table),
        CardBlock.Bars bars => Bars(bars),
        CardBlock.Details details => Details(details),
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
        foreach (var element in Hidden("Where the figures come from", sources))
            yield return element;
    }

    private JsonObject Step(CardStep step)
    {
        var words = new JsonArray(AdaptiveCardText.Paragraph(limits.Cut(step.Title), strong: true));
        words.Add(Close(AdaptiveCardText.Paragraph(limits.Cut($"{step.Owner} · {step.Risk}"), subtle: true)));
        if (step.Detail is { } detail)
            words.Add(Close(AdaptiveCardText.Paragraph(limits.Cut(detail), step.Tone == Tone.Bad ? Tone.Bad : Tone.Neutral)));
        return Columns(
            Column("auto", AdaptiveCardText.Paragraph(Sign(step.Tone), step.Tone, strong: true)),
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
            ["columns"] = new JsonArray([.. widths.Select(JsonNode (width) => new JsonObject { ["width"] = Math.Clamp(width, 6, 30) })]),
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

    /// <summary>A bar is two columns, the first one coloured: every host can draw that.</summary>
    private JsonObject Bar(Bar bar, double largest)
    {
        var filled = largest > 0 && double.IsFinite(bar.Value) ? (int)Math.Clamp(Math.Round(100 * bar.Value / largest), 0, 100) : 0;
        var parts = new JsonArray();
        if (filled > 0)
            parts.Add(Stripe(filled, bar.Tone == Tone.Neutral ? "accent" : AdaptiveCardText.ContainerStyle(bar.Tone)));
        if (filled < 100)
            parts.Add(Stripe(100 - filled, style: null));
        var stripes = new JsonObject { ["type"] = "ColumnSet", ["columns"] = parts };
        var row = Columns(
            Column("35", AdaptiveCardText.Paragraph(limits.Cut(bar.Label))),
            Column("50", stripes),
            Column("15", Right(AdaptiveCardText.Paragraph(bar.Value.ToString("#,0.##", CultureInfo.InvariantCulture)))));
        row["spacing"] = "Small";
        return row;
    }

    private static JsonObject Stripe(int width, string? style)
    {
        var stripe = Column(width.ToString(CultureInfo.InvariantCulture), AdaptiveCardText.Paragraph("\u00A0"));
        stripe["spacing"] = "None";
        if (style is not null)
            stripe["style"] = style;
        return stripe;
    }

    private IEnumerable<JsonObject> Details(CardBlock.Details details)
    {
        var parts = details.Blocks.Take(limits.Items).SelectMany(Draw).ToList();
        return Hidden(limits.Cut(details.Title), parts);
    }

    /// <summary>A button and what it opens and closes.</summary>
    private IEnumerable<JsonObject> Hidden(string title, IEnumerable<JsonObject> parts)
    {
        var id = $"details-{++_hidden}";
        yield return new JsonObject
        {
            ["type"] = "ActionSet",
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Action.ToggleVisibility",
                ["title"] = title,
                ["targetElements"] = new JsonArray(id),
            }),
        };
        yield return new JsonObject
        {
            ["type"] = "Container",
            ["id"] = id,
            ["isVisible"] = false,
            ["items"] = new JsonArray([.. parts]),
        };
    }

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
