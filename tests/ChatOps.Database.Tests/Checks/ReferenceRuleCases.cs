namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules about references, constraints and triggers, on SQLite: where each fires, with the exact count, and where it must stay quiet.</summary>
internal static class ReferenceRuleCases
{
    private const string Parent = "CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT); INSERT INTO parent VALUES (1,'a'),(2,'b');";

    private const string Net = "CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a); CREATE TABLE c(id INTEGER PRIMARY KEY, a REFERENCES a); CREATE TABLE d(id INTEGER PRIMARY KEY, b REFERENCES b);";

    internal static readonly (string Rule, long Count, string Sql)[] Firing =
    [
        ("table-dependency-cycle", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b(id), c REFERENCES c(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a(id)); CREATE TABLE c(id INTEGER PRIMARY KEY, a REFERENCES a(id));"),
        ("required-reference-cycle", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a(id));"),
        ("reference-to-itself", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY REFERENCES t(id));"),
        ("duplicate-foreign-key", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id), FOREIGN KEY(p) REFERENCES parent);"),
        ("foreign-key-to-several-tables", 1, Parent + "CREATE TABLE other(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id) REFERENCES other(id));"),
        ("set-default-without-default", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent ON DELETE SET DEFAULT);"),
        ("foreign-key-collation-mismatch", 1, "CREATE TABLE k(c TEXT PRIMARY KEY COLLATE NOCASE); CREATE TABLE t(id INTEGER PRIMARY KEY, c TEXT REFERENCES k(c));"),
        ("composite-key-order", 1, "CREATE TABLE k(a INT, b INT, PRIMARY KEY(a,b)); CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b INT, FOREIGN KEY(a,b) REFERENCES k(b,a));"),
        ("composite-key-order", 1, "CREATE TABLE k(a INT, b INT, PRIMARY KEY(a,b)); CREATE TABLE t(a INT, b INT, n INT, PRIMARY KEY(b,a,n), FOREIGN KEY(a,b) REFERENCES k(a,b));"),
        ("half-null-reference", 2, "CREATE TABLE k(a INT, b INT, PRIMARY KEY(a,b)); CREATE TABLE t(a INT, b INT, FOREIGN KEY(a,b) REFERENCES k); INSERT INTO k VALUES (1,1); INSERT INTO t VALUES (1,NULL),(NULL,1),(NULL,NULL),(1,1);"),
        ("undeclared-reference", 1, "CREATE TABLE categories(id INTEGER PRIMARY KEY); INSERT INTO categories VALUES (1),(2); CREATE TABLE t(id INTEGER PRIMARY KEY, category_id INT); INSERT INTO t(category_id) VALUES (1),(2),(1),(NULL),(2);"),
        ("polymorphic-reference", 2, "CREATE TABLE comments(id INTEGER PRIMARY KEY, subject_type TEXT, subject_id INT);"),
        ("isolated-table", 1, Net + "CREATE TABLE lonely(id INTEGER PRIMARY KEY, self INT REFERENCES lonely);"),
        ("trigger-cycle", 1, "CREATE TABLE a(v INT); CREATE TABLE b(v INT); CREATE TRIGGER ta AFTER UPDATE OF v ON a BEGIN UPDATE b SET v = NEW.v; END; CREATE TRIGGER tb AFTER UPDATE ON b BEGIN UPDATE OR IGNORE \"A\" SET v = NEW.v; END;"),
        ("trigger-cycle", 1, "CREATE TABLE a(v INT); CREATE TABLE b(v INT); CREATE TRIGGER ta INSERT ON a BEGIN REPLACE INTO b VALUES (NEW.v); END; CREATE TRIGGER tb AFTER INSERT ON b BEGIN DELETE FROM a WHERE v = replace(NEW.v, 'x', 'y'); END; CREATE TRIGGER tc AFTER DELETE ON a BEGIN INSERT OR FAIL INTO a VALUES (1); END;"),
    ];

    internal static readonly (string Rule, string Sql)[] Quiet =
    [
        ("table-dependency-cycle", "CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b(id), self REFERENCES a(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a(id));"),
        ("required-reference-cycle", "CREATE TABLE a(id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT REFERENCES a(id));"),
        ("required-reference-cycle", "CREATE TABLE a(id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b(id) DEFERRABLE INITIALLY DEFERRED); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT NOT NULL, FOREIGN KEY(a) REFERENCES a(id) NOT DEFERRABLE);"),
        ("reference-to-itself", "CREATE TABLE t(id INTEGER PRIMARY KEY, boss INT REFERENCES t(id));"),
        ("duplicate-foreign-key", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id), q INT REFERENCES parent(id));"),
        ("foreign-key-to-several-tables", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id), q INT REFERENCES t(id));"),
        ("set-default-without-default", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT DEFAULT 1 REFERENCES parent ON DELETE SET DEFAULT, q INT REFERENCES parent ON DELETE SET NULL);"),
        ("foreign-key-collation-mismatch", "CREATE TABLE k(c TEXT PRIMARY KEY COLLATE BINARY, n INT UNIQUE); CREATE TABLE t(id INTEGER PRIMARY KEY, c TEXT REFERENCES k(c), n INT COLLATE NOCASE REFERENCES k(n));"),
        ("composite-key-order", "CREATE TABLE k(a INT, b INT, PRIMARY KEY(a,b)); CREATE TABLE t(a INT, b INT, n INT, up INT, PRIMARY KEY(a,b,n), FOREIGN KEY(b,a) REFERENCES k(b,a), FOREIGN KEY(a,b,up) REFERENCES t(a,b,n));"),
        ("half-null-reference", "CREATE TABLE k(a INT, b INT, PRIMARY KEY(a,b)); CREATE TABLE t(tenant INT NOT NULL, b INT, FOREIGN KEY(tenant,b) REFERENCES k); INSERT INTO t VALUES (1,NULL);"),
        ("undeclared-reference", "CREATE TABLE categories(id INTEGER PRIMARY KEY); INSERT INTO categories VALUES (1),(2); CREATE TABLE t(id INTEGER PRIMARY KEY, category_id INT, x_category_id TEXT); INSERT INTO t(category_id) VALUES (1),(2),(1),(3),(2);"),
        ("undeclared-reference", "CREATE TABLE categories(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, category_id INT, v); INSERT INTO t(v) VALUES (1),(2),(1),(3),(2);"),
        ("polymorphic-reference", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p_type TEXT, p_id INT REFERENCES parent, type TEXT, other_type TEXT);"),
        ("isolated-table", Net + "CREATE TABLE e(id INTEGER PRIMARY KEY, d REFERENCES d);"),
        ("isolated-table", "CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x); CREATE TABLE d(x); CREATE TABLE e(x);"),
        ("trigger-cycle", "CREATE TABLE a(v INT); CREATE TABLE b(v INT); CREATE TRIGGER ta AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.v); UPDATE a SET v = v; END; CREATE TRIGGER tb AFTER DELETE ON b BEGIN /* DELETE FROM b */ INSERT INTO a VALUES ('INSERT INTO b'); END;"),
        ("trigger-cycle", "CREATE TABLE a(v INTEGER PRIMARY KEY); CREATE TABLE b(v INTEGER PRIMARY KEY); CREATE TRIGGER ta AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.v) ON CONFLICT DO UPDATE SET v = 1; END; CREATE TRIGGER tb AFTER UPDATE ON b BEGIN INSERT INTO a VALUES (1); END;"),
    ];
}
