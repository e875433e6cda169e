using System.Globalization;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What rules are made of, in PostgreSQL's words. Whatever is not a text, a number, a date or bytes is looked at as its text.</summary>
internal sealed class PostgreSqlRuleSql : IRuleSql
{
    private readonly string _whiteSpace;

    /// <param name="unicode">The database can hold every character; a statement with one that it cannot hold would fail.</param>
    internal PostgreSqlRuleSql(bool unicode) => _whiteSpace = unicode
        ? @"E'\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'"
        : @"E'\t\n\013\f\r '";

    public bool StoresOnlyDeclaredTypes => true;

    public bool HasInfiniteDates => true;

    public string Quote(string name) => PostgreSqlDialect.Quote(name);

    public string Table(Table table) => PostgreSqlDialect.Quote(table.Namespace, table.LocalName);

    public string View(View view) => PostgreSqlDialect.Quote(view.Namespace, view.LocalName);

    public string Literal(object? value) => PostgreSqlDialect.Literal(value);

    public string Literal(Column column, object? value) => Literal(
        value is null or string || column.Kind.IsNumber() || column.Kind is ColumnKind.Boolean or ColumnKind.Binary ? value : Convert.ToString(value, CultureInfo.InvariantCulture));

    public string Exact(Column column) =>
        column.DeclaredType == "citext" || PostgreSqlTypes.HasNoEquality(column) ? $"{Quote(column.Name)}::text" : Quote(column.Name);

    /// <summary>The primary key, or where the row stands: in a partitioned table also in which partition. A table on another server may have neither.</summary>
    public IReadOnlyList<string> KeyOf(Table table) => table.PrimaryKey.Count > 0 ? [.. table.PrimaryKey.Select(Quote)] : table.Kind switch
    {
        TableKind.Foreign => [],
        TableKind.Partitioned => ["tableoid", "ctid"],
        _ => ["ctid"],
    };

    public string IsText(Column column) => IsTextual(column) ? $"{Quote(column.Name)} IS NOT NULL" : "FALSE";

    /// <summary>NaN sorts above every number, and would pass for a huge one.</summary>
    public string IsNumber(Column column) => !column.Kind.IsNumber() ? "FALSE"
        : MayBeInfinite(column) ? $"{Quote(column.Name)}::text NOT IN ('NaN', 'Infinity', '-Infinity')"
        : $"{Quote(column.Name)} IS NOT NULL";

    public string IsNotFinite(Column column) =>
        MayBeInfinite(column) ? $"{Quote(column.Name)}::text IN ('NaN', 'Infinity', '-Infinity')" : "FALSE";

    public string IsNumeral(Column column) => $@"{IsText(column)} AND {Trimmed(column)} ~ '^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)$'";

    public string IsReallyNull(Column column) => $"{Quote(column.Name)} IS NULL";

    public string IsBlank(Column column) => $"{IsText(column)} AND {Trimmed(column)} = ''";

    public string IsPadded(Column column) => $"{IsText(column)} AND {Trimmed(column)} <> '' AND {Trimmed(column)} <> {Text(column)}";

    public string Trimmed(Column column) => $"btrim({Text(column)}, {_whiteSpace})";

    public string Length(Column column) => $"char_length({Text(column)})";

    public string HasControlCharacters(Column column) => $@"{IsText(column)} AND {Text(column)} ~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]'";

    public string IsNoEmail(Column column)
    {
        var text = Text(column);
        return $"{IsText(column)} AND {Trimmed(column)} <> '' AND ({text} NOT LIKE '_%@_%._%' OR {text} LIKE '%@%@%' OR {Trimmed(column)} LIKE '% %' OR {text} LIKE '%..%' OR {text} LIKE '%@.%' OR {text} LIKE '%.')";
    }

    public string IsIsoDate(Column column) => column.Kind == ColumnKind.Date
        ? $"COALESCE(isfinite({Quote(column.Name)}), FALSE)"
        : $"{IsText(column)} AND {Text(column)} ~ '{DateTexts.Iso}'";

    public string IsOtherDate(Column column) => column.Kind == ColumnKind.Date ? "FALSE" : $"{IsText(column)} AND {Text(column)} ~ '{DateTexts.Other}'";

    public string IsLater(Column column, Column than, bool byTime) => $"{Point(column, byTime)} > {Point(than, byTime)}";

    public string IsLater(Column column, DateTimeOffset than) =>
        $"{IsIsoDate(column)} AND {Point(column, true)} > TIMESTAMP '{than.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}'";

    public string KeepsOrder(Table table, Column earlier, Column later, bool byTime, long rows, double share)
    {
        var allowed = (1 - share).ToString("0.####", CultureInfo.InvariantCulture);
        var points = $"SELECT {Point(earlier, byTime)} AS a, {Point(later, byTime)} AS b FROM {Table(table)}";
        return $"SELECT COUNT(*) >= {rows} AND COUNT(*) FILTER (WHERE a > b) > 0 AND COUNT(*) FILTER (WHERE a > b) <= COUNT(*) * {allowed} AND COUNT(*) FILTER (WHERE a < b) >= COUNT(*) * 0.5 FROM ({points}) AS dates WHERE a IS NOT NULL AND b IS NOT NULL";
    }

    public string IsOneOf(Column column, IEnumerable<string> texts) => $"{Text(column)} COLLATE \"C\" IN ({string.Join(", ", texts.Select(Literal))})";

    public string IsOneOfFolded(Column column, IEnumerable<string> texts) =>
        $"{IsText(column)} AND lower({Trimmed(column)}) COLLATE \"C\" IN ({string.Join(", ", texts.Select(Literal))})";

    public string DescribeTable(Table table) =>
        $"SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = {Class(table)}";

    public string DescribeColumn(Table table, string column) =>
        $"SELECT {Literal(table.Name)} AS \"table\", attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS not_null FROM pg_attribute WHERE attrelid = {Class(table)} AND attname = {Literal(column)}";

    public string DescribeIndex(Table table, string index) =>
        $"SELECT {Literal(table.Name)} AS \"table\", c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = {Class(table)} AND c.relname = {Literal(index)}";

    public string DescribeView(View view) =>
        $"SELECT relname AS name, pg_get_viewdef(oid) AS definition FROM pg_class WHERE oid = to_regclass({Literal(View(view))})";

    public string DescribeForeignKey(Table table, ForeignKey key) => DescribeConstraint(table, key.Name);

    public string DescribeCheck(Table table, CheckConstraint check) => DescribeConstraint(table, check.Name);

    public string DescribeTrigger(Trigger trigger) =>
        $"SELECT t.tgname AS name, c.relname AS \"table\", t.tgenabled AS enabled, pg_get_triggerdef(t.oid) AS definition FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.tgname = {Literal(trigger.Name)} AND {Literal(trigger.Table)} IN (c.relname, n.nspname || '.' || c.relname) LIMIT 1";

    public string DescribeSequence(Sequence sequence) =>
        $"SELECT schemaname AS schema, sequencename AS name, last_value, max_value FROM pg_sequences WHERE {Literal(sequence.Name)} IN (sequencename, schemaname || '.' || sequencename) LIMIT 1";

    public string DropIndex(Table table, string index) => $"DROP INDEX {PostgreSqlDialect.Quote(table.Namespace, index)};";

    private string DescribeConstraint(Table table, string? name) =>
        $"SELECT {Literal(table.Name)} AS \"table\", conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = {Class(table)} AND conname = {Literal(name)}";

    private string Class(Table table) => $"to_regclass({Literal(Table(table))})";

    private static bool MayBeInfinite(Column column) => column.Kind is ColumnKind.Floating or ColumnKind.Decimal && column.DeclaredType != "money";

    private static bool IsTextual(Column column) => PostgreSqlTypes.Stored(column) == Connections.ValueKind.Text;

    /// <summary>The column's value as a text without the padding of CHAR(n).</summary>
    internal string Text(Column column) =>
        column.Kind == ColumnKind.Text && column.DeclaredType != "citext" && !PostgreSqlTypes.IsPadded(column) ? Quote(column.Name) : $"{Quote(column.Name)}::text";

    /// <summary>The day or the moment in UTC; NULL where there is none. A text is only cast where it is known to be a date.</summary>
    private string Point(Column column, bool byTime)
    {
        var value = column.Kind == ColumnKind.Date
            ? Quote(column.Name)
            : $"(CASE WHEN {IsIsoDate(column)} THEN {Text(column)} END)::timestamptz";
        return byTime ? $"({value})::timestamp" : $"({value})::date";
    }
}
