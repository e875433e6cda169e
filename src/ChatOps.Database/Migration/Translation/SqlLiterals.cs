using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Values as they are written.</summary>
internal static class SqlLiterals
{
    internal static SqlLiteral Number(string text) =>
        text.All(char.IsAsciiDigit) ? new SqlLiteral(text.Length <= 18 ? SqlClass.Integer : SqlClass.Decimal, text)
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? new SqlLiteral(SqlClass.Decimal, text)
        : throw new UntranslatableException($"the number {text} is written in an unusual form");

    /// <summary>What a backslash means depends on the engine and its settings.</summary>
    internal static SqlLiteral Text(Token token, DatabaseProvider engine) =>
        engine != DatabaseProvider.Sqlite && token.Text.Contains('\\', StringComparison.Ordinal)
            ? throw new UntranslatableException("a text holds a backslash")
            : new SqlLiteral(SqlClass.Text, token.Unquoted);

    /// <summary>The number that a text spells, or null.</summary>
    internal static SqlLiteral? AsNumber(SqlLiteral literal) =>
        literal.Text is { Length: > 0 and < 28 } text && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new SqlLiteral(text.AsSpan().TrimStart('-').ContainsAnyExceptInRange('0', '9') ? SqlClass.Decimal : SqlClass.Integer, text)
            : null;
}
