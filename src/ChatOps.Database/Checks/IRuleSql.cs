using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>The pieces of SQL that rules are made of, in one engine's words. Columns are given by name and quoted here.</summary>
public interface IRuleSql
{
    string Quote(string name);

    string Literal(object? value);

    /// <summary>The key of each row (whatever identifies it in this engine) and the columns, of the rows where the condition holds.</summary>
    string Rows(Table table, IReadOnlyList<string> columns, string where);

    /// <summary>All rows but the first of each group of rows that agree in <paramref name="columns"/>, NULLs counted as equal.</summary>
    string Repeats(Table table, IReadOnlyList<string> columns);

    /// <summary>The child rows of a reference that have no parent, as the engine itself would decide it.</summary>
    string Orphans(Table child, IReadOnlyList<string> columns, string parent, IReadOnlyList<string> referenced);

    /// <summary>The condition of <see cref="Orphans"/>.</summary>
    string HasNoParent(Table child, IReadOnlyList<string> columns, string parent, IReadOnlyList<string> referenced);

    string IsText(string column);

    string IsNumber(string column);

    /// <summary>Holds also where the engine believes a NOT NULL constraint and would not look.</summary>
    string IsReallyNull(string column);

    /// <summary>Stored otherwise than declared: anything but a number in a column of numbers, bytes in a column of texts.</summary>
    string IsStoredOtherwise(string column, ColumnKind kind);

    string IsBlank(string column);

    string IsPadded(string column);

    string Trimmed(string column);

    string HasControlCharacters(string column);

    /// <summary>A text whose bytes are not valid UTF-8.</summary>
    string IsInvalidUtf8(string column);

    string IsNoEmail(string column);

    /// <summary>A text that starts with year-month-day of a day that exists.</summary>
    string IsIsoDate(string column);

    /// <summary>A text in another common way of writing dates.</summary>
    string IsOtherDate(string column);

    /// <summary>The first date is later than the second; false where either is no date.</summary>
    string IsLater(string column, string than, bool byTime);

    string IsLater(string column, DateTimeOffset than);

    /// <summary>
    /// Answers 1 where at least <paramref name="rows"/> rows hold both dates, some of them break the order, at least <paramref name="share"/> (0..1) keep
    /// it, and half of them strictly: two dates that are usually equal prove nothing.
    /// </summary>
    string KeepsOrder(string table, string earlier, string later, bool byTime, long rows, double share);

    /// <summary>The text is one of these, byte for byte.</summary>
    string IsOneOf(string column, IEnumerable<string> texts);

    /// <summary>The text without white space around it and without case is one of these lower-case ones.</summary>
    string IsOneOfFolded(string column, IEnumerable<string> texts);

    /// <summary>One row that describes the table.</summary>
    string DescribeTable(string table);

    /// <summary>One row that describes the column.</summary>
    string DescribeColumn(string table, string column);

    /// <summary>One row that describes the index.</summary>
    string DescribeIndex(string table, string index);

    /// <summary>One row that describes the view.</summary>
    string DescribeView(string view);

    /// <summary>One row that describes the reference.</summary>
    string DescribeForeignKey(string table, ForeignKey key);
}

/// <summary>What a declared type promises.</summary>
public enum ColumnKind
{
    /// <summary>Nothing that could be broken.</summary>
    Any,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Binary floating-point numbers.</summary>
    Floating,

    /// <summary>Exact numbers.</summary>
    Decimal,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>A day or a moment.</summary>
    Date,

    /// <summary>True or false.</summary>
    Boolean,
}
