using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Demo;

/// <summary>The same shop with the same defects on a PostgreSQL or MariaDB server, as far as the server lets them be: it keeps its types and some constraints itself.</summary>
public sealed class ServerDemo(DatabaseAccess access, SchemaReader schemas)
{
    /// <summary>Values in one INSERT at most.</summary>
    private const int ValuesAtOnce = 4_000;

    /// <summary>Makes the tables, in an empty database only.</summary>
    /// <param name="connection">With a writer.</param>
    /// <returns>What was planted there.</returns>
    /// <exception cref="DatabaseException">The database is not empty, or refuses; what was made by then is given up (MariaDB keeps tables that were made already).</exception>
    public async Task<DemoTruth> CreateAsync(DatabaseConnection connection, int seed, CancellationToken cancellationToken)
    {
        if ((await schemas.ReadAsync(connection, cancellationToken)).Tables is { Count: > 0 } tables)
        {
            throw new DatabaseException(
                DatabaseProblem.Denied, $"'{connection.Name}' has tables already, such as {tables[0].Name}, and was left as it is. The demo goes into an empty database.");
        }

        var random = new Random(seed);
        var shop = new DemoShop(random);
        var defects = ServerDemoDefects.Fit(shop, DemoDefects.Plant(shop, random), connection.Provider);
        await using var writer = await access.OpenWriterAsync(connection, cancellationToken);
        var schema = new ServerDemoSchema(writer.Dialect, connection.Provider, defects);
        await RunAsync(writer, schema.Before, cancellationToken);
        foreach (var table in shop.Tables)
        {
            await InsertAsync(writer, table, cancellationToken);
        }

        await RunAsync(writer, schema.After, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        return new DemoTruth(seed, defects);
    }

    private static async Task RunAsync(WriterSession writer, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await writer.ExecuteAsync(statement, null, cancellationToken);
        }
    }

    private static async Task InsertAsync(WriterSession writer, ShopTable table, CancellationToken cancellationToken)
    {
        var quote = writer.Dialect.QuoteIdentifier;
        var into = $"INSERT INTO {quote(table.Name)} ({string.Join(", ", table.Columns.Select(quote))}) VALUES ";
        var row = $"({string.Join(", ", table.Columns.Select(_ => "?"))})";
        foreach (var rows in table.Rows.Chunk(ValuesAtOnce / table.Columns.Length))
        {
            var values = string.Join(", ", Enumerable.Repeat(row, rows.Length));
            await writer.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{into}{values}"), [.. rows.SelectMany(one => one)], cancellationToken);
        }
    }
}
