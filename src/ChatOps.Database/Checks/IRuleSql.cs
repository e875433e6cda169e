using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>
/// The pieces of SQL that rules are made of, in one engine's words. Conditions hold or do not hold for a row and never fail, whatever the
/// column's type: a condition that makes no sense for the type never holds.
/// </summary>
public interface IRuleSql
{
    /// <summary>Every value is stored as its column declares; SQLite alone stores anything anywhere.</summary>
    bool StoresOnlyDeclaredTypes { get; }

    /// <summary>Whether a column of dates may hold infinity, and no other value that is no day.</summary>
    bool HasInfiniteDates => false;

    string Quote(string name);

    /// <summary>The table as it stands behind FROM.</summary>
    string Table(Table table);

    /// <summary>The view as it stands behind FROM.</summary>
    string View(View view);

    string Literal(object? value);

    /// <summary>A value of that column as it stands in a comparison with it.</summary>
    string Literal(Column column, object? value);

    /// <summary>The value in a form in which two are equal exactly when the same is stored in both.</summary>
    string Exact(Column column);

    /// <summary>What identifies a row in this engine, each as it stands in SQL: the primary key, or where the row is; empty where nothing does.</summary>
    IReadOnlyList<string> KeyOf(Table table);

    /// <summary>What identifies a row and then the columns, none twice, as they stand behind SELECT.</summary>
    /// <param name="prefix">Such as <c>c.</c>, or empty.</param>
    string Selected(Table table, IReadOnlyList<string> columns, string prefix)
    {
        var selected = KeyOf(table).Select(name => prefix + name).Concat(columns.Where(column => !table.PrimaryKey.Contains(column)).Select(column => prefix + Quote(column)));
        return string.Join(", ", selected.DefaultIfEmpty("1"));
    }

    /// <summary>The key of each row and the columns, of the rows where the condition holds.</summary>
    string Rows(Table table, IReadOnlyList<string> columns, string where) => $"SELECT {Selected(table, columns, "")} FROM {Table(table)} WHERE {where}";

    /// <summary>All rows but the first of each group of rows that agree in <paramref name="columns"/>, NULLs counted as equal.</summary>
    string Repeats(Table table, IReadOnlyList<string> columns)
    {
        var same = string.Join(", ", columns.Select(column => Exact(table.Find(column)!)));
        var order = string.Join(", ", KeyOf(table).DefaultIfEmpty(same));
        return $"SELECT * FROM (SELECT {Selected(table, columns, "")}, ROW_NUMBER() OVER (PARTITION BY {same} ORDER BY {order}) AS occurrence FROM {Table(table)}) AS numbered WHERE occurrence > 1";
    }

    /// <summary>The child rows of a reference that have no parent, as the engine itself would decide it.</summary>
    string Orphans(Table child, IReadOnlyList<string> columns, Table parent, IReadOnlyList<string> referenced) =>
        $"SELECT {Selected(child, columns, "c.")} FROM {Table(child)} AS c WHERE {HasNoParent(columns, parent, referenced)}";

    /// <summary>The condition of <see cref="Orphans"/> on the child as <c>c</c>.</summary>
    string HasNoParent(IReadOnlyList<string> columns, Table parent, IReadOnlyList<string> referenced)
    {
        var present = columns.Select(column => $"c.{Quote(column)} IS NOT NULL");
        var equal = columns.Zip(referenced, (column, target) => $"p.{Quote(target)} = c.{Quote(column)}");
        return $"{string.Join(" AND ", present)} AND NOT EXISTS (SELECT 1 FROM {Table(parent)} AS p WHERE {string.Join(" AND ", equal)})";
    }

    string IsText(Column column);

    string IsNumber(Column column) => column.Kind.IsNumber() ? $"{Quote(column.Name)} IS NOT NULL" : "FALSE";

    /// <summary>A text that is a decimal number: digits with at most one point among them and a sign before them; white space around it does not matter.</summary>
    string IsNumeral(Column column);

    /// <summary>NaN or an infinity.</summary>
    string IsNotFinite(Column column);

    /// <summary>Holds also where the engine believes a NOT NULL constraint and would not look.</summary>
    string IsReallyNull(Column column);

    /// <summary>Stored otherwise than declared: anything but a number in a column of numbers, bytes in a column of texts.</summary>
    string IsStoredOtherwise(Column column) => "FALSE";

    string IsBlank(Column column);

    string IsPadded(Column column);

    string Trimmed(Column column);

    /// <summary>Length in characters.</summary>
    string Length(Column column);

    string HasControlCharacters(Column column);

    /// <summary>A text whose bytes are not valid UTF-8; a server checks that on the way in.</summary>
    string IsInvalidUtf8(Column column) => "FALSE";

    string IsNoEmail(Column column);

    /// <summary>A date, or a text that starts with year-month-day of a day that exists.</summary>
    string IsIsoDate(Column column);

    /// <summary>A text in another common way of writing dates.</summary>
    string IsOtherDate(Column column);

    /// <summary>The first date is later than the second; false where either is no date.</summary>
    string IsLater(Column column, Column than, bool byTime);

    string IsLater(Column column, DateTimeOffset than);

    /// <summary>
    /// Answers true where at least <paramref name="rows"/> rows hold both dates, some of them break the order, at least <paramref name="share"/> (0..1) keep
    /// it, and half of them strictly: two dates that are usually equal prove nothing.
    /// </summary>
    string KeepsOrder(Table table, Column earlier, Column later, bool byTime, long rows, double share);

    /// <summary>The text is one of these, byte for byte.</summary>
    string IsOneOf(Column column, IEnumerable<string> texts);

    /// <summary>The text without white space around it and without case is one of these lower-case ones.</summary>
    string IsOneOfFolded(Column column, IEnumerable<string> texts);

    /// <summary>One row that describes the table.</summary>
    string DescribeTable(Table table);

    /// <summary>One row that describes the column.</summary>
    string DescribeColumn(Table table, string column);

    /// <summary>One row that describes the index.</summary>
    string DescribeIndex(Table table, string index);

    /// <summary>One row that describes the view.</summary>
    string DescribeView(View view);

    /// <summary>One row that describes the reference.</summary>
    string DescribeForeignKey(Table table, ForeignKey key);

    /// <summary>One row that describes the CHECK constraint.</summary>
    string DescribeCheck(Table table, CheckConstraint check);

    /// <summary>One row that describes the trigger.</summary>
    string DescribeTrigger(Trigger trigger);

    /// <summary>One row that describes the sequence or counter.</summary>
    string DescribeSequence(Sequence sequence);

    /// <summary>The statement that drops the index.</summary>
    string DropIndex(Table table, string index);
}
