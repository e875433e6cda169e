namespace ChatOps.Database.Migration.Fixes;

/// <summary>An approved change of a column's values on the way.</summary>
/// <param name="Argument">Of <see cref="FixKind.Cast"/> the form of dates, such as <c>dd.MM.yyyy</c>, or null for the forms that cannot be mistaken; of <see cref="FixKind.DefaultNull"/> the value as text.</param>
public sealed record ValueFix(FixKind Kind, string? Argument = null);

/// <summary>Kinds of changes.</summary>
public enum FixKind
{
    /// <summary>Blanks, tabs and line ends around a text go.</summary>
    Trim,

    /// <summary>A text that spells a number, a date or a truth value becomes one; what spells none stays as it is.</summary>
    Cast,

    /// <summary>NULL becomes a given value.</summary>
    DefaultNull,
}

/// <summary>Rows that do not go on: they are rejected with the reason.</summary>
/// <param name="Condition">In the source's own SQL, true for the rows that go on.</param>
/// <param name="Reason">A sentence for the reject table.</param>
public sealed record RowRule(string Condition, string Reason);
