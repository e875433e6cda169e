using System.Text.Json;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Reading;
using ChatOps.Commands.Interpret;

namespace ChatOps.Tests.Planner.Requests;

/// <summary>The office in which the requests are asked: seven databases, four places to migrate to, three jobs, on a Friday at noon.</summary>
internal static class Office
{
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["chinook"] = ["Album", "Artist", "Customer", "Employee", "Genre", "Invoice", "InvoiceLine", "MediaType", "Playlist", "PlaylistTrack", "Track"],
        ["northwind"] = ["Categories", "Customers", "Employees", "Order Details", "Orders", "Products", "Regions", "Shippers", "Suppliers", "Territories"],
    };

    private static readonly PlannerCatalog Catalog = new()
    {
        Connections =
        [
            new("chinook", [], "dev", "sqlite"), new("northwind", [], "dev", "sqlite"), new("sakila", [], "dev", "sqlite"),
            new("sales", ["ventas", "Vertrieb", "sales db"], "prod", "postgres"), new("crm", [], "dev", "mysql"), new("warehouse", [], "dev", "postgres"), new("hr", [], "dev", "sqlserver"),
        ],
        MigrationTargets =
        [
            new("pg_staging", ["postgres", "postgresql", "pg"], "dev", "postgres"), new("mysql_staging", ["mysql"], "dev", "mysql"),
            new("pg_prod", ["production", "Produktion", "producción", "production postgres"], "prod", "postgres"), new("warehouse", [], "dev", "postgres"),
        ],
        Jobs =
        [
            new("SALES-DAILY-9AM", new PlannedTime("0 9 * * 1-5", null, "America/Chicago"), "validate sales", Writes: false),
            new("CRM-NIGHTLY", new PlannedTime("0 1 * * *", null, "UTC"), "validate crm", Writes: false),
            new("DWH-LOAD", new PlannedTime("30 2 * * *", null, "Europe/London"), "migrate sales->warehouse", Writes: true),
        ],
        Channels = ["#data-quality", "#ops", "#dba"],
        Now = new DateTimeOffset(2026, 3, 6, 12, 0, 0, TimeSpan.Zero),
        ReadTables = (name, _) => Task.FromResult<IReadOnlyList<string>>(Tables.GetValueOrDefault(name) ?? []),
        ReadReferences = (name, _) => Task.FromResult<IReadOnlyList<TableReference>>(name == "chinook" ? [new("InvoiceLine", "Invoice", [("InvoiceId", "InvoiceId")])] : []),
    };

    public static Task<Interpretation> AskAsync(string text, string? context = null) => new Interpreter().InterpretAsync(Request(text, context), CancellationToken.None);

    public static PlannerRequest Request(string text, string? context = null)
    {
        using var document = context is null ? null : JsonDocument.Parse(context);
        var memory = document is null ? new ConversationMemory() : ContextReader.Read(document.RootElement);
        return new PlannerRequest { Text = text, Catalog = Answers.Known(Catalog, memory), Memory = memory };
    }
}
