namespace ChatOps.Database.Migration.Translation;

/// <summary>A piece of SQL, free of any engine's spelling.</summary>
internal abstract record SqlNode;

/// <summary>A value as it is written.</summary>
/// <param name="Text">Of a text without its quotes; <c>true</c> or <c>false</c>; empty for NULL.</param>
internal sealed record SqlLiteral(SqlClass Class, string Text) : SqlNode;

/// <summary>A column.</summary>
/// <param name="Table">Its table's name or alias, or null.</param>
/// <param name="IsQuoted">In double quotes, which SQLite takes for a text where there is no such column.</param>
internal sealed record SqlName(string? Table, string Column, bool IsQuoted) : SqlNode;

/// <param name="Function">In lower case.</param>
internal sealed record SqlCall(string Function, IReadOnlyList<SqlNode> Arguments, bool Distinct = false) : SqlNode;

/// <summary>All columns, of one table or of all; also the argument of <c>count(*)</c>.</summary>
internal sealed record SqlStar(string? Table) : SqlNode;

/// <param name="Operator"><c>-</c> or <c>NOT</c>.</param>
internal sealed record SqlUnary(string Operator, SqlNode Operand) : SqlNode;

/// <param name="Operator">In upper case: <c>AND OR = &lt;&gt; &lt; &lt;= &gt; &gt;= + - * / % ||</c>.</param>
internal sealed record SqlBinary(string Operator, SqlNode Left, SqlNode Right) : SqlNode;

internal sealed record SqlIsNull(SqlNode Operand, bool Not) : SqlNode;

internal sealed record SqlIsTruth(SqlNode Operand, bool Value, bool Not) : SqlNode;

internal sealed record SqlIn(SqlNode Operand, IReadOnlyList<SqlNode> Items, bool Not) : SqlNode;

internal sealed record SqlBetween(SqlNode Operand, SqlNode Low, SqlNode High, bool Not) : SqlNode;

/// <param name="Insensitive">PostgreSQL's ILIKE.</param>
internal sealed record SqlLike(SqlNode Operand, SqlNode Pattern, bool Not, bool Insensitive) : SqlNode;

/// <param name="Operand">What is compared with each WHEN, or null where each is a condition.</param>
internal sealed record SqlCase(SqlNode? Operand, IReadOnlyList<(SqlNode When, SqlNode Then)> Branches, SqlNode? Else) : SqlNode;

/// <param name="Sized">The type cuts or rounds to a size.</param>
internal sealed record SqlCast(SqlNode Operand, SqlClass Class, bool Sized) : SqlNode;

/// <summary>Stood in parentheses.</summary>
internal sealed record SqlGroup(SqlNode Inner) : SqlNode;

/// <summary>What kind of value something is, as far as engines treat kinds differently.</summary>
internal enum SqlClass
{
    /// <summary>Nobody can tell, so nothing is done with it.</summary>
    Unknown,

    /// <summary>NULL, which goes with everything.</summary>
    Null,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Exact numbers with digits behind the point.</summary>
    Decimal,

    /// <summary>Floating-point numbers.</summary>
    Real,

    Text,

    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and a time without zone.</summary>
    Moment,

    /// <summary>A point in time, or a time of day.</summary>
    Time,

    Binary,

    Uuid,

    Json,
}

/// <summary>Why something is not translated; it never leaves the translation.</summary>
internal sealed class UntranslatableException(string reason) : Exception(reason);
