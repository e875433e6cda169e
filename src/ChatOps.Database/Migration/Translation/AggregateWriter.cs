using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Functions over many rows that give the same in every engine.</summary>
internal static class AggregateWriter
{
    /// <returns>Null for another function.</returns>
    internal static Written? Write(ExpressionWriter writer, string name, SqlCall call)
    {
        if (name is not ("count" or "sum" or "min" or "max" or "avg") || call.Arguments is not [var argument])
        {
            return null;
        }

        if (argument is SqlStar)
        {
            return name == "count" ? new Written("count(*)", SqlClass.Integer) { Aggregate = true } : null;
        }

        var written = writer.Write(argument);
        if (written.Aggregate)
        {
            throw new UntranslatableException("an aggregate stands within another");
        }

        var sql = $"{name}({(call.Distinct ? "DISTINCT " : "")}{written.Sql})";
        return name switch
        {
            "count" when !call.Distinct || writer.SameEngine || !written.IgnoredCase => new Written(sql, SqlClass.Integer) { Aggregate = true },
            "sum" when written.IsNumber => written with { Sql = sql, Aggregate = true },
            "min" or "max" when writer.SameEngine || written.Class is not (SqlClass.Text or SqlClass.Boolean or SqlClass.Unknown) => written with { Sql = sql, Aggregate = true },
            "avg" when writer.SameEngine || written.Class == SqlClass.Real => written with { Sql = sql, Aggregate = true },
            "avg" => throw new UntranslatableException("engines differ in the digits of an average of exact numbers"),
            _ => throw new UntranslatableException($"{name} of values of that kind differs from engine to engine"),
        };
    }
}
