using System.Globalization;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>What rules are made of, in SQLite's words.</summary>
internal sealed class SqliteRuleSql : IRuleSql
{
    /// <summary>Unicode's white space; trim() alone would only know the blank.</summary>
    private const string WhiteSpace =
        "char(9,10,11,12,13,32,133,160,5760,8192,8193,8194,8195,8196,8197,8198,8199,8200,8201,8202,8232,8233,8239,8287,12288)";

    private const string Digit = "[0-9]";

    public bool StoresOnlyDeclaredTypes => false;

    public string Quote(string name) => SqliteDialect.Quote(name);

    public string Table(Table table) => Quote(table.Name);

    public string View(View view) => Quote(view.Name);

    public string Literal(object? value) => SqliteDialect.Literal(value);

    public string Literal(Column column, object? value) => SqliteDialect.Literal(value);

    /// <summary>The column's own collation decides what is equal, as everywhere in SQLite.</summary>
    public string Exact(Column column) => Quote(column.Name);

    public IReadOnlyList<string> KeyOf(Table table) =>
        table.PrimaryKey.Count > 0 ? [.. table.PrimaryKey.Select(Quote)] : RowId(table) is { } rowId ? [rowId] : [];

    /// <summary>
    /// Unary plus takes the child column's affinity away, so that the comparison applies the parent column's affinity and collation to the
    /// child's value: the rule by which SQLite itself decides ("SQLite Foreign Key Support", section 3).
    /// </summary>
    public string HasNoParent(IReadOnlyList<string> columns, Table parent, IReadOnlyList<string> referenced)
    {
        var present = columns.Select(column => $"c.{Quote(column)} IS NOT NULL");
        var equal = columns.Zip(referenced, (column, target) => $"p.{Quote(target)} = +c.{Quote(column)}");
        return $"{string.Join(" AND ", present)} AND NOT EXISTS (SELECT 1 FROM {Table(parent)} AS p WHERE {string.Join(" AND ", equal)})";
    }

    public string IsText(Column column) => $"typeof({Quote(column.Name)}) = 'text'";

    public string IsNumber(Column column) => $"typeof({Quote(column.Name)}) IN ('integer', 'real')";

    public string IsNumeral(Column column)
    {
        var text = Trimmed(column);
        return $"{IsText(column)} AND {text} GLOB '[-+0-9.]*' AND substr({text}, 2) NOT GLOB '*[^0-9.]*' AND {text} GLOB '*[0-9]*' AND {text} NOT GLOB '*.*.*'";
    }

    public string IsReallyNull(Column column) => $"typeof({Quote(column.Name)}) = 'null'";

    public string IsStoredOtherwise(Column column) => column.Kind switch
    {
        ColumnKind.Text => $"typeof({Quote(column.Name)}) = 'blob'",
        ColumnKind.Integer => $"typeof({Quote(column.Name)}) NOT IN ('integer', 'null')",
        _ => $"typeof({Quote(column.Name)}) NOT IN ('integer', 'real', 'null')",
    };

    public string IsBlank(Column column) => $"{IsText(column)} AND {Trimmed(column)} = ''";

    public string IsPadded(Column column) =>
        $"{IsText(column)} AND {Trimmed(column)} <> '' AND CAST({Trimmed(column)} AS BLOB) <> CAST({Quote(column.Name)} AS BLOB)";

    public string Trimmed(Column column) => $"trim({Quote(column.Name)}, {WhiteSpace})";

    public string HasControlCharacters(Column column) =>
        $"{IsText(column)} AND ({Quote(column.Name)} GLOB '*[' || char(1) || '-' || char(8) || char(11) || char(12) || char(14) || '-' || char(31) || char(127) || ']*' OR instr(CAST({Quote(column.Name)} AS BLOB), x'00') > 0)";

    /// <summary>Decodes the text character by character and encodes it again: what was not valid comes out otherwise.</summary>
    public string IsInvalidUtf8(Column column)
    {
        var name = Quote(column.Name);
        return $"{IsText(column)} AND {name} GLOB '*[^' || char(1) || '-~]*' AND instr(CAST({name} AS BLOB), x'00') = 0 AND CAST((WITH RECURSIVE _again(_at, _text) AS (SELECT 0, '' UNION ALL SELECT _at + 1, _text || char(unicode(substr({name}, _at + 1, 1))) FROM _again WHERE _at < length({name})) SELECT _text FROM _again ORDER BY _at DESC LIMIT 1) AS BLOB) <> CAST({name} AS BLOB)";
    }

    public string IsNoEmail(Column column)
    {
        var name = Quote(column.Name);
        return $"{IsText(column)} AND {Trimmed(column)} <> '' AND ({name} NOT LIKE '_%@_%._%' OR {name} LIKE '%@%@%' OR {Trimmed(column)} LIKE '% %' OR {name} LIKE '%..%' OR {name} LIKE '%@.%' OR {name} LIKE '%.')";
    }

    /// <summary>Only with a modifier does date() move 30 February to the day that it really is.</summary>
    public string IsIsoDate(Column column)
    {
        var name = Quote(column.Name);
        return $"{IsText(column)} AND {name} GLOB '{Digits(4)}-{Digits(2)}-{Digits(2)}*' AND date(substr({name}, 1, 10), '+0 days') IS substr({name}, 1, 10) AND (length({name}) = 10 OR julianday({name}) IS NOT NULL)";
    }

    public string IsOtherDate(Column column)
    {
        string[] lengths = [Digit, Digit + Digit];
        var shapes = from separator in new[] { ".", "/", "-" }
                     from first in lengths
                     from second in lengths
                     from shape in new[] { $"{first}{separator}{second}{separator}{Digits(4)}", $"{Digits(4)}{separator}{first}{separator}{second}" }
                     where separator != "-" || first.Length + second.Length < 4 * Digit.Length || !shape.StartsWith(Digits(4), StringComparison.Ordinal)
                     from tail in new[] { "", "[ T]*" }
                     select $"{Quote(column.Name)} GLOB '{shape}{tail}'";
        return $"{IsText(column)} AND ({string.Join(" OR ", shapes)})";
    }

    public string IsLater(Column column, Column than, bool byTime) =>
        $"{(byTime ? "julianday" : "date")}({Quote(column.Name)}) > {(byTime ? "julianday" : "date")}({Quote(than.Name)}) AND {IsIsoDate(column)} AND {IsIsoDate(than)}";

    /// <summary>The LIMIT keeps the subquery apart, so that each date is worked out once.</summary>
    public string KeepsOrder(Table table, Column earlier, Column later, bool byTime, long rows, double share)
    {
        var point = byTime ? "julianday" : "date";
        var allowed = (1 - share).ToString("0.####", CultureInfo.InvariantCulture);
        var both = $"SELECT {point}({Quote(earlier.Name)}) AS a, {point}({Quote(later.Name)}) AS b FROM {Table(table)} WHERE {IsText(earlier)} AND {IsText(later)} LIMIT -1";
        return $"SELECT COALESCE(COUNT(a < b) >= {rows} AND SUM(a > b) > 0 AND SUM(a > b) <= COUNT(a < b) * {allowed} AND SUM(a < b) >= COUNT(a < b) * 0.5, 0) FROM ({both}) AS dates";
    }

    public string IsLater(Column column, DateTimeOffset than) =>
        $"{IsIsoDate(column)} AND julianday({Quote(column.Name)}) > julianday('{than.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}')";

    public string IsOneOf(Column column, IEnumerable<string> texts) =>
        $"{Quote(column.Name)} COLLATE BINARY IN ({string.Join(", ", texts.Select(Literal))})";

    public string IsOneOfFolded(Column column, IEnumerable<string> texts) =>
        $"{IsText(column)} AND lower({Trimmed(column)}) COLLATE BINARY IN ({string.Join(", ", texts.Select(Literal))})";

    public string Length(Column column) => $"length({Quote(column.Name)})";

    /// <summary>SQLite stores no NaN; infinities compare beyond all other numbers.</summary>
    public string IsNotFinite(Column column) => $"typeof({Quote(column.Name)}) = 'real' AND abs({Quote(column.Name)}) > 1.7976931348623157e308";

    public string DescribeTable(Table table) => $"SELECT type, name, sql FROM sqlite_master WHERE type = 'table' AND name = {Literal(table.Name)}";

    public string DescribeColumn(Table table, string column) =>
        $"SELECT {Literal(table.Name)} AS \"table\", name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo({Literal(table.Name)}) WHERE name = {Literal(column)}";

    public string DescribeIndex(Table table, string index) =>
        $"SELECT {Literal(table.Name)} AS \"table\", name, \"unique\", origin, partial FROM pragma_index_list({Literal(table.Name)}) WHERE name = {Literal(index)}";

    public string DescribeView(View view) => $"SELECT name, sql FROM sqlite_master WHERE type = 'view' AND name = {Literal(view.Name)}";

    /// <summary>The pragma numbers references from the last declared one.</summary>
    public string DescribeForeignKey(Table table, ForeignKey key)
    {
        var columns = string.Join(" || ',' || ", key.Columns.Select(Literal));
        return $"SELECT {Literal(table.Name)} AS \"table\", \"table\" AS referenced, group_concat(\"from\") AS columns, on_delete, on_update FROM (SELECT * FROM pragma_foreign_key_list({Literal(table.Name)}) ORDER BY id, seq) WHERE lower(\"table\") = lower({Literal(key.ReferencedTable)}) GROUP BY id HAVING lower(group_concat(\"from\")) = lower({columns}) LIMIT 1";
    }

    /// <summary>SQLite keeps CHECK constraints in the table's statement only.</summary>
    public string DescribeCheck(Table table, CheckConstraint check) =>
        $"SELECT name AS \"table\", {Literal(check.Name)} AS name, {Literal(check.Expression)} AS expression FROM sqlite_master WHERE type = 'table' AND name = {Literal(table.Name)}";

    public string DescribeTrigger(Trigger trigger) => $"SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name = {Literal(trigger.Name)}";

    public string DescribeSequence(Sequence sequence) => $"SELECT name, seq FROM sqlite_sequence WHERE name = {Literal(sequence.Name)}";

    public string DropIndex(Table table, string index) => $"DROP INDEX {Quote(index)};";

    /// <summary>The row number's name, unless columns have taken all three.</summary>
    internal static string? RowId(Table table) => table.WithoutRowId
        ? null
        : Array.Find(["rowid", "_rowid_", "oid"], name => !table.Columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    private static string Digits(int count) => string.Concat(Enumerable.Repeat(Digit, count));
}
