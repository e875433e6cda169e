using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Functions that every engine has in some spelling, with the same result.</summary>
internal sealed class FunctionWriter(ExpressionWriter writer)
{
    private DatabaseProvider From => writer.From;

    private DatabaseProvider To => writer.To.Provider;

    internal Written Write(SqlCall call)
    {
        var arguments = call.Arguments.Where(argument => argument is not SqlStar).ToList();
        var name = call.Function switch
        {
            "lcase" => "lower",
            "ucase" => "upper",
            "ifnull" when arguments.Count == 2 => "coalesce",
            "btrim" when arguments.Count == 1 => "trim",
            "substring" or "mid" => "substr",
            "character_length" => "char_length",
            "length" => From == DatabaseProvider.MySql ? "octet_length" : "char_length",
            "now" or "localtimestamp" => "current_timestamp",
            "curdate" => "current_date",
            "if" or "iif" when arguments.Count == 3 => "if",
            var own => own,
        };
        return (name, arguments) switch
        {
            ("lower" or "upper" or "trim" or "ltrim" or "rtrim", [var text]) => Text($"{name}({Of(text, SqlClass.Text).Sql})", writer.Write(text)),
            ("abs", [var number]) when writer.Write(number).IsNumber => writer.Write(number) with { Sql = $"abs({writer.Write(number).Sql})" },
            ("coalesce", { Count: > 1 }) => OneOf("coalesce", arguments),
            ("nullif", [var one, var other]) => NullIf(one, other),
            ("round", [var number]) when writer.IsExact && writer.Write(number).Class == SqlClass.Decimal => new Written($"round({writer.Write(number).Sql})", SqlClass.Decimal),
            ("round", [var number, SqlLiteral { Class: SqlClass.Integer } digits]) when writer.IsExact && writer.Write(number).Class == SqlClass.Decimal => new Written($"round({writer.Write(number).Sql}, {digits.Text})", SqlClass.Decimal),
            ("replace", [var text, var old, var now]) => Text($"replace({Of(text, SqlClass.Text).Sql}, {Of(old, SqlClass.Text).Sql}, {Of(now, SqlClass.Text).Sql})", writer.Write(text)),
            ("substr", [var text, SqlLiteral { Class: SqlClass.Integer } start, .. var length]) when IsPlace(start) && length.All(part => part is SqlLiteral { Class: SqlClass.Integer } size && IsPlace(size)) =>
                Text($"substr({Of(text, SqlClass.Text).Sql}, {string.Join(", ", arguments.Skip(1).Select(part => writer.Write(part).Sql))})", writer.Write(text)),
            ("char_length", [var text]) => new Written($"{(To == DatabaseProvider.Sqlite ? "length" : "char_length")}({Of(text, SqlClass.Text).Sql})", SqlClass.Integer),
            ("octet_length", [var text]) => new Written(To == DatabaseProvider.Sqlite ? $"length(CAST({writer.Write(text).Sql} AS BLOB))" : $"octet_length({writer.Write(text).Sql})", SqlClass.Integer),
            ("concat", { Count: > 1 }) when From == DatabaseProvider.MySql => writer.Write(new SqlGroup(arguments.Aggregate((left, right) => new SqlBinary("||", left, right)))),
            ("if", [var condition, var then, var otherwise]) => writer.Write(new SqlCase(null, [(condition, then)], otherwise)),
            ("current_timestamp", []) => new Written("CURRENT_TIMESTAMP", SqlClass.Moment),
            ("current_date", []) => new Written("CURRENT_DATE", SqlClass.Date),
            _ => AggregateWriter.Write(writer, name, call) ?? Other(call, arguments),
        };
    }

    /// <summary>NULL with anything is NULL in all three, as long as it is written so.</summary>
    internal Written Concatenate(IReadOnlyList<SqlNode> parts)
    {
        var texts = parts.Select(part => Of(part, SqlClass.Text)).ToList();
        var sql = To == DatabaseProvider.MySql ? $"concat({string.Join(", ", texts.Select(text => text.Sql))})" : string.Join(" || ", parts.Select(part => writer.Operand(part)));
        return new Written(sql, SqlClass.Text) { IgnoredCase = texts.Exists(text => text.IgnoredCase), IgnoresCase = texts.Exists(text => text.IgnoresCase), Aggregate = texts.Exists(text => text.Aggregate) };
    }

    private Written Of(SqlNode node, SqlClass expected)
    {
        var written = writer.Write(node);
        return writer.SameEngine || written.Class == expected ? written : throw new UntranslatableException("a function of texts is used with something else");
    }

    private static Written Text(string sql, Written of) => of with { Sql = sql, Class = SqlClass.Text };

    private Written OneOf(string function, IReadOnlyList<SqlNode> arguments)
    {
        var first = writer.Write(arguments[0]);
        var written = arguments.Select(argument => writer.Write(writer.Fitting(argument, first.Class))).ToList();
        return first with { Class = writer.SameEngine ? first.Class : ExpressionWriter.ClassOf(written), Sql = $"{function}({string.Join(", ", written.Select(argument => argument.Sql))})", Aggregate = written.Exists(argument => argument.Aggregate) };
    }

    private Written NullIf(SqlNode one, SqlNode other)
    {
        var first = writer.Write(one);
        var second = writer.Write(writer.Fitting(other, first.Class));
        writer.RequireComparable(first, second, false);
        return first with { Sql = $"nullif({first.Sql}, {second.Sql})" };
    }

    private static bool IsPlace(SqlLiteral literal) => !literal.Text.StartsWith('-') && literal.Text != "0";

    private Written Other(SqlCall call, IReadOnlyList<SqlNode> arguments) => writer.SameEngine
        ? new Written($"{call.Function}({(call.Distinct ? "DISTINCT " : "")}{(arguments.Count < call.Arguments.Count ? "*" : string.Join(", ", arguments.Select(argument => writer.Write(argument).Sql)))})", SqlClass.Unknown)
        : throw new UntranslatableException($"the function {call.Function} is not translated");
}
