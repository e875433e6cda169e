using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Models;

/// <summary>A shop of three small tables with a fault of each kind, which stands where the demo would: made in an instant, found in by every specialist.</summary>
internal static class SmallShop
{
    /// <summary>Orders without the faulty ones.</summary>
    public const int Orders = 300;

    /// <summary>A data folder with the shop as the connection <c>demo</c>.</summary>
    public static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-shop-").FullName;
        Make(Path.Combine(folder, "demo.sqlite"));
        return folder;
    }

    public static void Make(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, city TEXT);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), total REAL, pieces INTEGER, status TEXT, placed TEXT);
            CREATE TABLE codes (code TEXT, note TEXT, customer INTEGER);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            INSERT INTO customers SELECT i, 'Name ' || i, 'person' || i || '@mail.example', CASE i % 3 WHEN 0 THEN 'Bonn' WHEN 1 THEN ' Ulm ' ELSE 'Kiel' END FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Orders})
            INSERT INTO orders SELECT i, i % 60 + 1, 20 + i % 7, 1 + i % 4, CASE i % 2 WHEN 0 THEN 'open' ELSE 'paid' END, date('2024-01-01', '+' || i || ' days') FROM n;
            INSERT INTO orders VALUES (901, 7777, 25, 2, 'open', '2024-03-01'), (902, 3, 99000, 700, 'paid', '2024-03-02'), (903, 4, -5, 1, 'open', '2024-03-03');
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
            INSERT INTO codes SELECT 'C-' || printf('%03d', i), 'note', i FROM n;
            """;
        command.ExecuteNonQuery();
    }
}
