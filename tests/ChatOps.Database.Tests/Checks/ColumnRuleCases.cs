namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules about columns, their types and what they hold, on SQLite.</summary>
internal static class ColumnRuleCases
{
    private const string Rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<40) INSERT INTO t SELECT ";

    private const string Thousand = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1000) INSERT INTO t SELECT ";

    internal static readonly (string Rule, long Count, string Sql)[] Firing =
    [
        ("money-without-cents", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, price DECIMAL(10,0));"),
        ("timestamp-without-zone", 2, "CREATE TABLE t(id INTEGER PRIMARY KEY, a DATETIME, b TIMESTAMP, c DATE);"),
        ("code-as-number", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, zip_code INT);"),
        ("code-as-number", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, \"mobilePhone\" BIGINT);"),
        ("same-name-different-sizes", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, sku VARCHAR(20)); CREATE TABLE b(id INTEGER PRIMARY KEY, sku VARCHAR(20)); CREATE TABLE c(id INTEGER PRIMARY KEY, sku VARCHAR(10));"),
        ("same-name-different-sizes", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, total DECIMAL(10,2)); CREATE TABLE b(id INTEGER PRIMARY KEY, total DECIMAL(8,2));"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v INT DEFAULT 'abc');"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v INT DEFAULT 1.5);"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT NOT NULL DEFAULT NULL);"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v DATE DEFAULT '0000-00-00');"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v VARCHAR(3) DEFAULT ('long'));"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v DECIMAL(4,2) DEFAULT 100);"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v BOOLEAN DEFAULT 'maybe');"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, \"the v\" INT DEFAULT '0' CHECK (\"the v\" > 0));"),
        ("invalid-default", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT DEFAULT 'new' CHECK (t.v IN ('open', 'it''s')));"),
        ("default-in-unique-column", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE DEFAULT 'x');"),
        ("over-wide-column", 2, "CREATE TABLE t(id INTEGER PRIMARY KEY, a VARCHAR(255), \"b b\" VARCHAR(400), c VARCHAR(255), d VARCHAR(255), e VARCHAR(100));" + Thousand + "i, 'x' || i, 'y', printf('%064d', i), NULL, 'z' FROM n;"),
        ("number-as-text", 40, "CREATE TABLE t(id INTEGER PRIMARY KEY, reading TEXT);" + Rows + "i, ' ' || (i * 1.5) FROM n;"),
        ("boolean-as-text", 39, "CREATE TABLE t(id INTEGER PRIMARY KEY, active TEXT);" + Rows + "i, CASE WHEN i = 40 THEN NULL WHEN i % 2 THEN 'Yes' ELSE 'no' END FROM n;"),
        ("json-as-text", 40, "CREATE TABLE t(id INTEGER PRIMARY KEY, payload TEXT);" + Rows + "i, CASE i % 2 WHEN 1 THEN '{\"a\": ' || i || '}' ELSE '[1]' END FROM n;"),
        ("list-in-column", 30, "CREATE TABLE t(id INTEGER PRIMARY KEY, tags TEXT);" + Rows + "i, CASE WHEN i <= 30 THEN 'red, green' || CASE i % 3 WHEN 0 THEN ', blue' ELSE '' END ELSE 'red' END FROM n;"),
        ("list-in-column", 40, "CREATE TABLE t(id INTEGER PRIMARY KEY, ids TEXT);" + Rows + "i, (i % 7) || '|' || (i % 5) FROM n;"),
        ("repeating-columns", 3, "CREATE TABLE t(id INTEGER PRIMARY KEY, phone1 TEXT, phone2 TEXT, phone3 TEXT);"),
        ("repeating-columns", 4, "CREATE TABLE t(id INTEGER PRIMARY KEY, q_0 INT, q_1 INT, q_2 INT, q_3 INT);"),
        ("entity-attribute-value", 2, "CREATE TABLE product_attributes(product_id INT, attribute_name TEXT, attribute_value TEXT, PRIMARY KEY(product_id, attribute_name));"),
        ("readable-password", 2, "CREATE TABLE t(id INTEGER PRIMARY KEY, password TEXT); INSERT INTO t(password) VALUES ('secret'), ('hunter2'), (NULL), (''), ('$2b$12$abc'), ('5f4dcc3b5aa765d61d8327deb882cf99');"),
        ("readable-password", 1, "CREATE TABLE t(rowid TEXT, oid TEXT, _rowid_ TEXT, pwd TEXT); INSERT INTO t(pwd) VALUES ('secret');"),
        ("view-selects-star", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT DISTINCT t.* FROM t;"),
    ];

    internal static readonly (string Rule, string Sql)[] Quiet =
    [
        ("money-without-cents", "CREATE TABLE t(id INTEGER PRIMARY KEY, price DECIMAL(10,2), cost NUMERIC, price_cents DECIMAL(10,0), seats DECIMAL(4,0));"),
        ("timestamp-without-zone", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TIMESTAMPTZ, b TIMESTAMP WITH TIME ZONE, c DATE, d TEXT, e INTEGER);"),
        ("code-as-number", "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, zip TEXT, phone_id INT, is_mobile INT, phone_calls INT, phone INT REFERENCES p);"),
        ("same-name-different-sizes", "CREATE TABLE a(id INTEGER PRIMARY KEY, sku VARCHAR(20), name VARCHAR(5)); CREATE TABLE b(id INTEGER PRIMARY KEY, sku CHAR(20), name VARCHAR(9)); CREATE TABLE c(id INTEGER PRIMARY KEY, sku TEXT);"),
        ("invalid-default", "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT DEFAULT '5' CHECK (a < 10), b TEXT DEFAULT 5, c DATE DEFAULT CURRENT_TIMESTAMP, d VARCHAR(3) DEFAULT 'abc', e INT DEFAULT NULL, f DATE DEFAULT '2020-02-29', g INT NOT NULL DEFAULT (1 + 1) CHECK (g > 5), h BOOLEAN DEFAULT 'f', i DECIMAL(4,2) DEFAULT -99.99, j INT DEFAULT 0 CHECK (j >= 0 AND j < e));"),
        ("default-in-unique-column", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE DEFAULT NULL, b TEXT UNIQUE DEFAULT (hex(randomblob(8))), c TEXT DEFAULT 'x', UNIQUE(b, c));"),
        ("over-wide-column", "CREATE TABLE t(id INTEGER PRIMARY KEY, a VARCHAR(255), b VARCHAR(100), c TEXT);" + Thousand + "i, printf('%064d', i), 'x', 'y' FROM n;"),
        ("number-as-text", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT, order_no TEXT, d TEXT);" + Rows + "i, 10000 + i, '0' || i, i, CASE i WHEN 7 THEN 'x' ELSE i END FROM n;"),
        ("boolean-as-text", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT CHECK (a IN ('Y','N')), b TEXT);" + Rows + "i, CASE i % 2 WHEN 1 THEN 'Y' ELSE 'N' END, CASE i % 3 WHEN 0 THEN 'yes' WHEN 1 THEN 'no' ELSE 'perhaps' END FROM n;"),
        ("json-as-text", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT CHECK (json_valid(a)), b TEXT);" + Rows + "i, '{}', '{' || i FROM n;"),
        ("list-in-column", "CREATE TABLE t(id INTEGER PRIMARY KEY, place TEXT, person TEXT, price TEXT, note TEXT);" + Rows + "i, CASE i % 2 WHEN 1 THEN 'Austin, TX' ELSE 'Boston, MA' END, 'Name' || i || ', First' || i, '1,' || (200 + i), 'some long sentence, which goes on and on, and repeats itself' FROM n;"),
        ("repeating-columns", "CREATE TABLE t(id INTEGER PRIMARY KEY, address1 TEXT, address2 TEXT, address3 TEXT, y2019 INT, y2020 INT, y2021 INT, a1 INT, a2 TEXT, a3 INT);"),
        ("repeating-columns", $"CREATE TABLE t({string.Join(", ", Enumerable.Range(1, 100).Select(i => $"f{i} REAL"))});"),
        ("entity-attribute-value", "CREATE TABLE settings(id INTEGER PRIMARY KEY, key TEXT, value TEXT); CREATE TABLE t(id INTEGER PRIMARY KEY, product_id INT, field TEXT, value INT);"),
        ("readable-password", "CREATE TABLE t(id INTEGER PRIMARY KEY, password TEXT, password_hint TEXT, passwordChanged TEXT); INSERT INTO t VALUES (1, '5f4dcc3b5aa765d61d8327deb882cf99', 'dog', 'now'), (2, '{bcrypt}x', NULL, NULL);"),
        ("view-selects-star", "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT count(*) AS n, id * 2 AS twice FROM t;"),
    ];
}
