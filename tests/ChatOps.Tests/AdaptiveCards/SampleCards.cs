using ChatOps.Cards;

namespace ChatOps.Tests.AdaptiveCards;

/// <summary>Cards as the conversation makes them, and some that it should not.</summary>
internal static class SampleCards
{
    public static Card Plan { get; } = new()
    {
        Title = "Export demo",
        Subtitle = "4 steps · asked by Maria",
        Summary = "Plan: export demo. It writes files and waits for a decision.",
        Tone = Tone.Warning,
        Blocks =
        [
            new CardBlock.Text("It writes 10 tables as CSV files, which leave the database as raw rows. Nothing has run yet."),
            new CardBlock.Steps(
            [
                new CardStep("Read the schema", "schema validator", "read", "waiting", Tone.Neutral),
                new CardStep("Check the data", "data-quality specialist", "read", "waiting", Tone.Neutral, "16 rules over 10 tables"),
                new CardStep("Export 10 tables", "migrator", "files", "needs approval", Tone.Warning, "about 50,000 rows into the landing zone"),
                new CardStep("Write the report", "report writer", "read", "waiting", Tone.Neutral),
            ]),
            new CardBlock.Facts([new Fact("Connection", "demo (SQLite, dev)"), new Fact("To undo", "delete the exported files"), new Fact("Decides", "one person, may be you")]),
        ],
        Actions =
        [
            new CardAction.Submit("Approve", new ActionPayload("approve", "request-1", "3f9c"), ActionStyle.Positive),
            new CardAction.Form(
                "Edit",
                [
                    new FormField.Choices("tables", "Tables", [new Choice("orders", "orders"), new Choice("customers", "customers"), new Choice("order_items", "order_items")], ["orders", "customers"]),
                    new FormField.Line("folder", "Folder", "landing"),
                ],
                "Propose this",
                new ActionPayload("edit", "request-1", "3f9c")),
            new CardAction.Submit("Reject", new ActionPayload("reject", "request-1", "3f9c"), ActionStyle.Destructive),
        ],
    };

    public static Card Progress { get; } = new()
    {
        Title = "Validating demo",
        Subtitle = "step 2 of 4",
        Summary = "Validating demo, step 2 of 4.",
        Blocks =
        [
            new CardBlock.Steps(
            [
                new CardStep("Read the schema", "schema validator", "read", "done", Tone.Good, "10 tables in 12 ms"),
                new CardStep("Check the data", "data-quality specialist", "read", "running", Tone.Neutral, "31,000 of 50,000 rows"),
                new CardStep("Find anomalies", "anomaly detector", "read", "waiting", Tone.Neutral),
                new CardStep("Write the report", "report writer", "read", "failed", Tone.Bad, "the disk is full"),
            ]),
        ],
        Actions = [new CardAction.Submit("Cancel", new ActionPayload("cancel", "run-1"))],
    };

    public static Card Report { get; } = new()
    {
        Title = "demo has errors",
        Subtitle = "50,000 rows in 10 tables were read in 1.2 s",
        Summary = "demo has 7 errors, 12 warnings and 3 notes.",
        Tone = Tone.Bad,
        Blocks =
        [
            new CardBlock.Facts(
            [
                new Fact("Errors", "7", "SELECT count(*) FROM findings WHERE severity = 'error'"),
                new Fact("Warnings", "12", "SELECT count(*) FROM findings WHERE severity = 'warning'"),
                new Fact("Not checked", "nothing"),
            ]),
            new CardBlock.Text("The five worst", Strong: true),
            new CardBlock.Table(
                ["Where", "What", "Rows"],
                [
                    ["orders.customer_id", "points to customers that do not exist", "214"],
                    ["order_items", "the same line twice", "96"],
                    ["customers.email", "not an address", "1,203"],
                    ["products.price", "below zero", "17"],
                    ["payments.paid_at", "before the order was made", "8"],
                ]),
            new CardBlock.Bars("Findings by table", [new Bar("customers", 1203, Tone.Bad), new Bar("orders", 214, Tone.Warning), new Bar("order_items", 96), new Bar("products", 17, Tone.Good), new Bar("payments", 8)]),
            new CardBlock.Details("The SQL behind it", [new CardBlock.Text("SELECT o.id\n  FROM orders AS o\n  LEFT JOIN customers AS c ON c.id = o.customer_id\n WHERE c.id IS NULL", Monospace: true)]),
        ],
        Actions =
        [
            new CardAction.OpenLink("Open the report", "/artifacts/a1/report.html"),
            new CardAction.OpenLink("Findings as CSV", "/artifacts/a2/findings.csv"),
            new CardAction.Submit("Run again", new ActionPayload("say", "validate demo")),
        ],
    };

    /// <summary>What a hostile database could be called and contain.</summary>
    public const string Hostile = "[x](javascript:alert(1)) **bold** _it_ `code` <b>tag</b> &amp; ![i](http://evil.example/i.png) {{DATE(2017-02-14T06:08:39Z, SHORT)}} $$x$$ \\(y\\) ~~no~~";

    public static Card HostileText { get; } = new()
    {
        Title = Hostile,
        Subtitle = Hostile,
        Summary = "A card with hostile text.",
        Blocks =
        [
            new CardBlock.Text($"# {Hostile}\n1. {Hostile}\n    - {Hostile}"),
            new CardBlock.Facts([new Fact(Hostile, Hostile, Hostile), new Fact("1. list", "> quote"), new Fact("# head", "- item")]),
            new CardBlock.Steps([new CardStep(Hostile, Hostile, Hostile, Hostile, Tone.Good, Hostile)]),
            new CardBlock.Table([Hostile], [[Hostile]]),
            new CardBlock.Bars(Hostile, [new Bar(Hostile, double.NaN), new Bar(Hostile, 3)]),
            new CardBlock.Details(Hostile, [new CardBlock.Text(Hostile)]),
        ],
        Actions =
        [
            new CardAction.Submit(Hostile, new ActionPayload("say", Hostile)),
            new CardAction.OpenLink("Never drawn", "javascript:alert(1)"),
            new CardAction.OpenLink("Never drawn", "//evil.example/"),
            new CardAction.Form("Form", [new FormField.Choices("c", Hostile, [new Choice(Hostile, Hostile)], [Hostile]), new FormField.Line("l", Hostile, Hostile)], Hostile, new ActionPayload("edit", "1")),
        ],
    };

    /// <summary>Far too much of everything.</summary>
    public static Card Huge { get; } = new()
    {
        Title = new string('t', 5000),
        Summary = new string('s', 50_000),
        Blocks =
        [
            .. Enumerable.Range(0, 50).Select(CardBlock (_) => new CardBlock.Table(["a", "b"], [.. Enumerable.Range(0, 500).Select(row => (IReadOnlyList<string>)[$"row {row}", new string('é', 300)])])),
            new CardBlock.Steps([.. Enumerable.Range(0, 300).Select(at => new CardStep($"Step {at}", "migrator", "files", "waiting", Tone.Neutral))]),
        ],
        Actions =
        [
            new CardAction.Submit("Approve", new ActionPayload("approve", "request-1", "3f9c"), ActionStyle.Positive),
            new CardAction.Form("Edit", [new FormField.Choices("tables", "Tables", [.. Enumerable.Range(0, 2000).Select(at => new Choice($"table {at}", $"t{at}"))], [.. Enumerable.Range(0, 500).Select(at => $"t{at}")])], "Propose", new ActionPayload("edit", "request-1", "3f9c")),
        ],
    };
}
