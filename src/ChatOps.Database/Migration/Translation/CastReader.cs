using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Reads types in casts and does what a cast of a literal says.</summary>
internal static class CastReader
{
    private static readonly string[] LaterWords = ["VARYING", "PRECISION", "WITHOUT", "WITH", "TIME", "ZONE"];

    private static readonly Dictionary<string, SqlClass> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = SqlClass.Text,
        ["character varying"] = SqlClass.Text,
        ["varchar"] = SqlClass.Text,
        ["character"] = SqlClass.Text,
        ["char"] = SqlClass.Text,
        ["bpchar"] = SqlClass.Text,
        ["smallint"] = SqlClass.Integer,
        ["integer"] = SqlClass.Integer,
        ["int"] = SqlClass.Integer,
        ["bigint"] = SqlClass.Integer,
        ["signed"] = SqlClass.Integer,
        ["numeric"] = SqlClass.Decimal,
        ["decimal"] = SqlClass.Decimal,
        ["real"] = SqlClass.Real,
        ["double precision"] = SqlClass.Real,
        ["double"] = SqlClass.Real,
        ["boolean"] = SqlClass.Boolean,
        ["date"] = SqlClass.Date,
        ["timestamp"] = SqlClass.Moment,
        ["timestamp without time zone"] = SqlClass.Moment,
        ["timestamp with time zone"] = SqlClass.Time,
        ["time without time zone"] = SqlClass.Time,
        ["uuid"] = SqlClass.Uuid,
        ["json"] = SqlClass.Json,
        ["jsonb"] = SqlClass.Json,
    };

    internal static (SqlClass Class, bool Sized) ReadType(SqlTokens tokens)
    {
        var words = new List<string> { tokens.Next().Unquoted };
        var sized = false;
        while (true)
        {
            if (tokens.Take("("))
            {
                sized = true;
                while (!tokens.Take(")"))
                {
                    tokens.Next();
                }
            }
            else if (tokens.Current is { Kind: TokenKind.Word } word && LaterWords.Contains(word.Text.ToUpperInvariant()))
            {
                words.Add(tokens.Next().Text);
            }
            else
            {
                break;
            }
        }

        if (tokens.Current is { Kind: TokenKind.QuotedName, Text: "[]" })
        {
            tokens.Next();
        }

        var type = string.Join(' ', words);
        return Classes.TryGetValue(type, out var kind) ? (kind, sized) : throw new UntranslatableException($"the type {type} is not translated");
    }

    /// <summary>A literal becomes what the cast says; elsewhere the cast stays, for whoever knows what the operand is.</summary>
    internal static SqlNode Cast(SqlNode operand, (SqlClass Class, bool Sized) type)
    {
        var literal = operand as SqlLiteral ?? (operand as SqlGroup)?.Inner as SqlLiteral;
        return (literal, type.Class) switch
        {
            ({ Class: SqlClass.Null }, _) => literal,
            ({ Class: SqlClass.Text }, SqlClass.Integer or SqlClass.Decimal or SqlClass.Real) when SqlLiterals.AsNumber(literal) is { } number && (type.Class != SqlClass.Integer || number.Class == SqlClass.Integer) => number,
            ({ Class: SqlClass.Integer }, SqlClass.Integer or SqlClass.Decimal or SqlClass.Real) => literal,
            ({ Class: SqlClass.Decimal }, SqlClass.Decimal or SqlClass.Real) when !type.Sized => literal,
            ({ Class: SqlClass.Text }, SqlClass.Text) when !type.Sized => literal,
            ({ Class: SqlClass.Text }, SqlClass.Date or SqlClass.Moment or SqlClass.Time or SqlClass.Uuid or SqlClass.Json) when !type.Sized => literal with { Class = type.Class },
            ({ Class: SqlClass.Text }, SqlClass.Boolean) when literal.Text is "true" or "false" or "t" or "f" => new SqlLiteral(SqlClass.Boolean, literal.Text[0] == 't' ? "true" : "false"),
            _ => new SqlCast(operand, type.Class, type.Sized),
        };
    }
}
