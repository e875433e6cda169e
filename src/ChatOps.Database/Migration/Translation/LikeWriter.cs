using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Translation;

/// <summary>
/// LIKE minds case in PostgreSQL, not in SQLite (for the letters A to Z), and in MySQL as the column's collation says; a backslash means
/// something in PostgreSQL and MySQL only.
/// </summary>
internal static class LikeWriter
{
    internal static Written Write(ExpressionWriter writer, SqlLike like)
    {
        var operand = writer.Write(like.Operand);
        if (writer.SameEngine)
        {
            return Written(writer, like, like.Insensitive ? "ILIKE" : "LIKE");
        }

        if (operand.Class != SqlClass.Text || like.Pattern is not SqlLiteral { Class: SqlClass.Text } pattern || pattern.Text.Contains('\\', StringComparison.Ordinal))
        {
            throw new UntranslatableException("LIKE is used with something other than a text and a plain pattern");
        }

        var hasLetters = pattern.Text.Any(letter => char.IsLetter(letter) || letter > '\u007F');
        var minded = !Ignores(writer.From, like.Insensitive, operand.IgnoredCase);
        return !hasLetters ? Written(writer, like, "LIKE")
            : minded == !Ignores(writer.To.Provider, false, operand.IgnoresCase) && minded ? Written(writer, like, "LIKE")
            : !minded && pattern.Text.All(char.IsAscii) && writer.To.Provider == DatabaseProvider.PostgreSql && writer.From == DatabaseProvider.Sqlite ? Written(writer, like, "ILIKE")
            : !minded && pattern.Text.All(char.IsAscii) && writer.To.Provider == DatabaseProvider.Sqlite && writer.From == DatabaseProvider.PostgreSql ? Written(writer, like, "LIKE")
            : throw new UntranslatableException("LIKE minds case in one of the engines and not in the other");
    }

    private static bool Ignores(DatabaseProvider engine, bool insensitive, bool column) => engine switch
    {
        DatabaseProvider.Sqlite => true,
        DatabaseProvider.PostgreSql => insensitive || column,
        _ => column,
    };

    private static Written Written(ExpressionWriter writer, SqlLike like, string word) =>
        new($"{writer.Operand(like.Operand)} {(like.Not ? "NOT " : "")}{word} {writer.Write(like.Pattern).Sql}", SqlClass.Boolean);
}
