using System.Diagnostics;
using System.Globalization;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Benchmarks;

/// <summary>How long the offline planner takes for one turn, where the connection that is spoken of has many tables.</summary>
internal static class PlannerBenchmark
{
    private const int Tables = 1_000, Rounds = 100;

    private static readonly string[] Requests =
    [
        "validate demo", "valdate the dmeo db", "export customer_orders_17 and invoice_lines_230 of demo", "migrate demo to warehouse but skip custmer_orders_88",
        "every weekday at 9am Chicago time validate demo and post the report to #ops", "how many rows are in product_prices_512", "what failed last night?",
        "profile demo, then validate it, and if there are errors email dba@corp.example", "prüfe demo jeden Montag um 7 Uhr Berliner Zeit", "migra demo a warehouse excepto la tabla stock_moves_3",
        "please check whether everything that came in since last Tuesday is in order and tell me about what is not, because the auditors want to see it on Friday",
        "blah blah blorp", "drop table users", "cancel it", "D R O P  T A B L E users",
    ];

    public static async Task RunAsync()
    {
        var planner = new OfflinePlanner();
        foreach (var text in Requests)
            await planner.PlanAsync(Request(text), CancellationToken.None);
        var took = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var text in Requests)
            {
                var start = Stopwatch.GetTimestamp();
                await planner.PlanAsync(Request(text), CancellationToken.None);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.Count} turns, {Tables} tables: median {Percentile(took, 0.5):0.0} ms, p95 {Percentile(took, 0.95):0.0} ms, longest {took[^1]:0.0} ms"));
    }

    private static double Percentile(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static readonly string[] Kinds = ["customer_orders", "invoice_lines", "product_prices", "stock_moves"];

    private static readonly IReadOnlyList<string> Names = [.. Enumerable.Range(0, Tables).Select(number => $"{Kinds[number % Kinds.Length]}_{number}")];

    private static PlannerRequest Request(string text) => new()
    {
        Text = text,
        Catalog = new PlannerCatalog
        {
            Connections = [new("demo", ["shop"], "dev", "sqlite"), new("crm", [], "dev", "sqlite"), new("warehouse", ["dwh"], "staging", "sqlite"), new("sales-eu", ["ventas"], "prod", "postgres")],
            Channels = ["#ops"],
            Now = new DateTimeOffset(2026, 3, 6, 12, 0, 0, TimeSpan.Zero),
            ReadTables = static (_, _) => Task.FromResult(Names),
        },
        Memory = new ConversationMemory { CurrentConnection = "demo" },
    };
}
