using System.Globalization;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What rules are made of, in MariaDB's words. Texts are compared byte for byte, since a collation would call 'a' and 'A ' the same.</summary>
internal sealed class MySqlRuleSql : IRuleSql
{
    /// <summary>Unicode's white space for PCRE; TRIM() alone would only know the blank.</summary>
    private const string WhiteSpace = @"[\\x{09}-\\x{0D}\\x{20}\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}]";

    private readonly string _exact;

    /// <param name="mariaDb">MySQL calls its collation that neither folds nor pads otherwise.</param>
    internal MySqlRuleSql(bool mariaDb) => _exact = mariaDb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";

    public bool StoresOnlyDeclaredTypes => true;

    public string Quote(string name) => MySqlDialect.Quote(name);

    public string Table(Table table) => Quote(table.Name);

    public string View(View view) => Quote(view.Name);

    public string Literal(object? value) => MySqlDialect.Literal(value);

    public string Literal(Column column, object? value) => Literal(value);

    public string Exact(Column column) => column.Kind is ColumnKind.Text or ColumnKind.Any ? $"CONVERT({Quote(column.Name)} USING utf8mb4) COLLATE {_exact}" : Quote(column.Name);

    /// <summary>A row without a key has no name in this engine.</summary>
    public IReadOnlyList<string> KeyOf(Table table) => [.. table.PrimaryKey.Select(Quote)];

    public string IsText(Column column) => column.Kind is ColumnKind.Text or ColumnKind.Any or ColumnKind.Date ? IsThere(column) : "FALSE";

    public string IsNotFinite(Column column) => "FALSE";

    public string IsNumeral(Column column) => $"{IsText(column)} AND {Trimmed(column)} REGEXP '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$'";

    /// <summary>IS NULL would also hold for 0000-00-00 in a NOT NULL column (MariaDB, "IS NULL").</summary>
    public string IsReallyNull(Column column) => $"{Quote(column.Name)} <=> NULL";

    public string IsBlank(Column column) => $"{IsText(column)} AND LENGTH({Trimmed(column)}) = 0";

    public string IsPadded(Column column) => $"{IsText(column)} AND LENGTH({Trimmed(column)}) BETWEEN 1 AND LENGTH({Text(column)}) - 1";

    public string Trimmed(Column column) => $"REGEXP_REPLACE({Text(column)}, '^{WhiteSpace}+|{WhiteSpace}+\\\\z', '')";

    public string Length(Column column) => $"CHAR_LENGTH({Text(column)})";

    public string HasControlCharacters(Column column) => $@"{IsText(column)} AND {Text(column)} REGEXP '[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]'";

    public string IsNoEmail(Column column)
    {
        var text = Text(column);
        return $"{IsText(column)} AND LENGTH({Trimmed(column)}) > 0 AND ({text} NOT LIKE '_%@_%._%' OR {text} LIKE '%@%@%' OR {Trimmed(column)} LIKE '% %' OR {text} LIKE '%..%' OR {text} LIKE '%@.%' OR {text} LIKE '%.')";
    }

    /// <summary>A column of dates may hold 0000-00-00, 2020-00-00 or 2020-02-30, depending on the SQL mode of whoever wrote it.</summary>
    public string IsIsoDate(Column column) => column.Kind == ColumnKind.Date
        ? $"COALESCE(DAYOFMONTH({Quote(column.Name)}) BETWEEN 1 AND DAYOFMONTH(LAST_DAY({Quote(column.Name)})), FALSE)"
        : $"{IsText(column)} AND {Matches(column, DateTexts.Iso)}";

    public string IsOtherDate(Column column) => column.Kind == ColumnKind.Date ? "FALSE" : $"{IsText(column)} AND {Matches(column, DateTexts.Other)}";

    public string IsLater(Column column, Column than, bool byTime) => $"{Point(column, byTime)} > {Point(than, byTime)}";

    public string IsLater(Column column, DateTimeOffset than) =>
        $"{IsIsoDate(column)} AND {Point(column, true)} > TIMESTAMP('{than.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}')";

    public string KeepsOrder(Table table, Column earlier, Column later, bool byTime, long rows, double share)
    {
        var allowed = (1 - share).ToString("0.####", CultureInfo.InvariantCulture);
        var points = $"SELECT {Point(earlier, byTime)} AS a, {Point(later, byTime)} AS b FROM {Table(table)}";
        return $"SELECT COUNT(*) >= {rows} AND COUNT(CASE WHEN a > b THEN 1 END) > 0 AND COUNT(CASE WHEN a > b THEN 1 END) <= COUNT(*) * {allowed} AND COUNT(CASE WHEN a < b THEN 1 END) >= COUNT(*) * 0.5 FROM ({points}) AS dates WHERE a IS NOT NULL AND b IS NOT NULL";
    }

    public string IsOneOf(Column column, IEnumerable<string> texts) => $"{Text(column)} COLLATE {_exact} IN ({string.Join(", ", texts.Select(Literal))})";

    public string IsOneOfFolded(Column column, IEnumerable<string> texts) =>
        $"{IsText(column)} AND LOWER({Trimmed(column)}) COLLATE {_exact} IN ({string.Join(", ", texts.Select(Literal))})";

    public string DescribeTable(Table table) =>
        $"SELECT TABLE_NAME AS name, ENGINE AS engine, TABLE_COLLATION AS collation FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", table.Name)}";

    public string DescribeColumn(Table table, string column) =>
        $"SELECT TABLE_NAME AS `table`, COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLLATION_NAME AS collation FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", table.Name)} AND {Named("COLUMN_NAME", column)}";

    public string DescribeIndex(Table table, string index) =>
        $"SELECT TABLE_NAME AS `table`, INDEX_NAME AS name, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns, MAX(NON_UNIQUE) = 0 AS `unique` FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", table.Name)} AND {Named("INDEX_NAME", index)} GROUP BY TABLE_NAME, INDEX_NAME";

    public string DescribeView(View view) =>
        $"SELECT TABLE_NAME AS name, VIEW_DEFINITION AS definition FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", view.Name)}";

    /// <summary>The catalog's own tables of constraints are empty for a user who may only SELECT; <c>SHOW CREATE TABLE</c> shows the definition itself.</summary>
    public string DescribeForeignKey(Table table, ForeignKey key) =>
        $"SELECT TABLE_NAME AS `table`, {Literal(key.Name)} AS name, {Literal(string.Join(", ", key.Columns))} AS columns, {Literal(key.ReferencedTable)} AS referenced, {Literal(key.OnDelete)} AS on_delete, {Literal(key.OnUpdate)} AS on_update FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", table.Name)}";

    public string DescribeCheck(Table table, CheckConstraint check) =>
        $"SELECT TABLE_NAME AS `table`, {Literal(check.Name)} AS name, {Literal(check.Expression)} AS expression FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", table.Name)}";

    public string DescribeTrigger(Trigger trigger) =>
        $"SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS `table`, ACTION_STATEMENT AS statement FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() AND {Named("TRIGGER_NAME", trigger.Name)}";

    public string DescribeSequence(Sequence sequence) =>
        $"SELECT TABLE_NAME AS `table`, AUTO_INCREMENT AS next_value FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND {Named("TABLE_NAME", sequence.Name)}";

    public string DropIndex(Table table, string index) => $"DROP INDEX {Quote(index)} ON {Table(table)};";

    /// <summary>The catalog compares names without case, where tables may differ by nothing else.</summary>
    private string Named(string column, string? name) => $"{column} = {Literal(name)} AND BINARY {column} = {Literal(name)}";

    private string IsThere(Column column) => column.Kind == ColumnKind.Date ? $"NOT ({Quote(column.Name)} <=> NULL)" : $"{Quote(column.Name)} IS NOT NULL";

    /// <summary>PCRE: case counts whatever the collation says, and the end is the very end.</summary>
    private static string Matches(Column column, string pattern) => $"{Text(column)} REGEXP '(?-i){pattern[..^1].Replace("\\", "\\\\", StringComparison.Ordinal)}\\\\z'";

    internal static string Text(Column column) => column.Kind is ColumnKind.Text or ColumnKind.Any
        ? $"CONVERT({MySqlDialect.Quote(column.Name)} USING utf8mb4)"
        : $"CONVERT(CAST({MySqlDialect.Quote(column.Name)} AS CHAR) USING utf8mb4)";

    /// <summary>The day or the moment; NULL where there is none. The offset of a text is not looked at.</summary>
    private string Point(Column column, bool byTime)
    {
        var value = column.Kind == ColumnKind.Date ? Quote(column.Name) : $"REPLACE(LEFT({Text(column)}, 26), 'T', ' ')";
        return $"CASE WHEN {IsIsoDate(column)} THEN CAST({value} AS {(byTime ? "DATETIME(6)" : "DATE")}) END";
    }
}
