namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules about keys, indexes and names, on SQLite.</summary>
internal static class KeyRuleCases
{
    private const string Many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<10000) INSERT INTO t SELECT ";

    private static readonly string LongName = new('x', 64);

    internal static readonly (string Rule, long Count, string Sql)[] Firing =
    [
        ("redundant-unique", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL, UNIQUE(a, id));"),
        ("floating-point-key", 1, "CREATE TABLE t(id REAL PRIMARY KEY NOT NULL, v REAL);"),
        ("key-exhaustion", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, v INT); INSERT INTO t VALUES (7000000000000000000, 1);"),
        ("low-selectivity-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, done INT, v INT); CREATE INDEX i ON t(done); CREATE INDEX j ON t(v, done);" + Many + "i, i % 2, i FROM n;"),
        ("low-selectivity-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, gone TEXT); CREATE INDEX i ON t(gone);" + Many + "i, NULL FROM n;"),
        ("many-indexes", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v INT);" + string.Concat(Enumerable.Range(1, 11).Select(i => $"CREATE INDEX i{i} ON t(v + {i});"))),
        ("wide-table", 1, $"CREATE TABLE t({string.Join(", ", Enumerable.Range(1, 101).Select(i => $"a{i}b INT"))});"),
        ("naming-drift", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a_b, a_c, a_d, a_e, a_f, a_g, a_h, \"aI\");"),
        ("naming-drift", 1, "CREATE TABLE OrderLines(id); CREATE TABLE order_items(id); CREATE TABLE order_notes(id); CREATE TABLE order_taxes(id); CREATE TABLE log(id);"),
        ("plural-singular-mix", 1, "CREATE TABLE orders(id); CREATE TABLE customers(id); CREATE TABLE invoices(id); CREATE TABLE parcels(id); CREATE TABLE item(id); CREATE TABLE stock(id);"),
        ("name-needs-quoting", 1, "CREATE TABLE \"order details\"(id INTEGER PRIMARY KEY);"),
        ("name-needs-quoting", 2, "CREATE TABLE t(id INTEGER PRIMARY KEY, \"unit-price\" INT, \"1st\" INT, fine_2 INT);"),
        ("identifier-too-long", 1, $"CREATE TABLE t(id INTEGER PRIMARY KEY, {LongName} INT);"),
        ("identifier-too-long", 1, "CREATE TABLE " + string.Concat(Enumerable.Repeat("ü", 32)) + "(id INTEGER PRIMARY KEY);"),
        ("identifier-too-long", 1, $"CREATE TABLE t(id INTEGER PRIMARY KEY, v INT); CREATE INDEX {LongName} ON t(v);"),
    ];

    internal static readonly (string Rule, string Sql)[] Quiet =
    [
        ("redundant-unique", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT NOT NULL, UNIQUE(a, b));"),
        ("redundant-unique", "CREATE TABLE t(tenant INT NOT NULL, id INTEGER PRIMARY KEY, UNIQUE(tenant, id)); CREATE TABLE u(tenant INT, t INT, FOREIGN KEY(tenant, t) REFERENCES t(tenant, id));"),
        ("floating-point-key", "CREATE TABLE t(id DECIMAL(9,2) PRIMARY KEY NOT NULL, v REAL);"),
        ("key-exhaustion", "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, v INT); INSERT INTO t VALUES (6000000000000000000, 1);"),
        ("low-selectivity-index", "CREATE TABLE t(id INTEGER PRIMARY KEY, done INT, v INT REFERENCES t); CREATE INDEX i ON t(done); CREATE INDEX p ON t(v) WHERE v > 0; CREATE INDEX f ON t(v);" + Many + "i, i % 3, 1 FROM n;"),
        ("many-indexes", "CREATE TABLE t(id INTEGER PRIMARY KEY, v INT UNIQUE);" + string.Concat(Enumerable.Range(1, 10).Select(i => $"CREATE INDEX i{i} ON t(v + {i});"))),
        ("wide-table", $"CREATE TABLE t({string.Join(", ", Enumerable.Range(1, 100).Select(i => $"a{i}b INT"))});"),
        ("naming-drift", "CREATE TABLE t(id INTEGER PRIMARY KEY, a_b, a_c, a_d, a_e, a_f, a_g, a_h, name, _x, URL, \"größe_x\");"),
        ("naming-drift", "CREATE TABLE t(id INTEGER PRIMARY KEY, a_b, a_c, a_d, a_e, \"aI\", \"aJ\", \"aK\", \"aL\");"),
        ("plural-singular-mix", "CREATE TABLE orders(id); CREATE TABLE customers(id); CREATE TABLE invoices(id); CREATE TABLE parcels(id); CREATE TABLE inventory(id); CREATE TABLE payments_made(id); CREATE TABLE status(id);"),
        ("plural-singular-mix", "CREATE TABLE orders(id); CREATE TABLE customers(id); CREATE TABLE invoice(id); CREATE TABLE parcel(id); CREATE TABLE item(id);"),
        ("name-needs-quoting", "CREATE TABLE Größe_2(id INTEGER PRIMARY KEY, UnitPrice INT, _x INT, a$ INT);"),
        ("identifier-too-long", $"CREATE TABLE t(id INTEGER PRIMARY KEY, {LongName[1..]} INT);"),
    ];
}
