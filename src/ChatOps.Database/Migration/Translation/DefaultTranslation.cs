using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Brings a column's default to the target: a literal in the words of the column's new type, a clock, a generator of UUIDs, or any expression that is translated.</summary>
internal static class DefaultTranslation
{
    /// <returns>Empty where the default is NULL, which is none.</returns>
    internal static Translated Translate(string expression, Route route, TableDraft table, ColumnDraft column) => SqlTranslation.Try(() =>
    {
        var node = ExpressionReader.Read(expression, route.SourceEngine);
        while (node is SqlGroup group)
        {
            node = group.Inner;
        }

        return node switch
        {
            SqlLiteral { Class: SqlClass.Null } => "",
            SqlName { IsQuoted: true, Table: null } text when route.SourceEngine == DatabaseProvider.Sqlite => Literal(new SqlLiteral(SqlClass.Text, text.Column), route, table, column),
            SqlLiteral literal => Literal(literal, route, table, column),
            SqlCall { Function: "current_timestamp" or "now" or "localtimestamp", Arguments: [] } => Clock("CURRENT_TIMESTAMP", route, column, TransferKind.Moment, TransferKind.Instant),
            SqlCall { Function: "datetime", Arguments: [SqlLiteral { Text: "now" }] } when route.SourceEngine == DatabaseProvider.Sqlite => Clock("CURRENT_TIMESTAMP", route, column, TransferKind.Moment, TransferKind.Instant),
            SqlCall { Function: "current_date" or "curdate", Arguments: [] } => Clock("CURRENT_DATE", route, column, TransferKind.Date, TransferKind.Date),
            SqlCall { Function: "date", Arguments: [SqlLiteral { Text: "now" }] } when route.SourceEngine == DatabaseProvider.Sqlite => Clock("CURRENT_DATE", route, column, TransferKind.Date, TransferKind.Date),
            SqlCall { Function: "gen_random_uuid" or "uuid", Arguments: [] } when column.Type.Kind == TransferKind.Uuid => Uuid(route),
            _ => Expression(expression, route, table, column),
        };
    });

    private static string Literal(SqlLiteral literal, Route route, TableDraft table, ColumnDraft column)
    {
        var kind = TableScope.ClassOf(column.Type);
        var writer = new ExpressionWriter(route.SourceEngine, route.To.Dialect, new TableScope(route, table));
        var fitting = (literal.Class, kind) switch
        {
            (_, SqlClass.Text) when literal.Class is not SqlClass.Boolean => literal with { Class = SqlClass.Text },
            (SqlClass.Boolean, SqlClass.Integer) => new SqlLiteral(SqlClass.Integer, literal.Text == "true" ? "1" : "0"),
            (SqlClass.Text, SqlClass.Json) => literal with { Class = SqlClass.Json },
            (SqlClass.Text or SqlClass.Time, SqlClass.Time) when column.Type.Kind == TransferKind.Time => literal with { Class = SqlClass.Time },
            (SqlClass.Text, SqlClass.Boolean) when literal.Text is "0" or "1" => new SqlLiteral(SqlClass.Boolean, literal.Text == "1" ? "true" : "false"),
            (SqlClass.Date, SqlClass.Moment) => literal with { Class = SqlClass.Moment },
            _ => writer.Fitting(literal, kind) as SqlLiteral ?? literal,
        };
        var isNumber = fitting.Class is SqlClass.Integer or SqlClass.Decimal && kind is SqlClass.Integer or SqlClass.Decimal or SqlClass.Real && !(fitting.Class == SqlClass.Decimal && kind == SqlClass.Integer);
        return fitting.Class == kind || isNumber ? writer.Write(fitting).Sql : throw new UntranslatableException("it is no value of the column's type");
    }

    /// <summary>MySQL wants the clock with as many digits as the column has, and other expressions in parentheses.</summary>
    private static string Clock(string word, Route route, ColumnDraft column, TransferKind one, TransferKind other)
    {
        if (column.Type.Kind != one && column.Type.Kind != other)
        {
            throw new UntranslatableException("it is no value of the column's type");
        }

        return route.TargetEngine != DatabaseProvider.MySql ? word
            : word == "CURRENT_DATE" ? "(CURRENT_DATE)"
            : TypeWords.FirstSize(column.Target.DeclaredType) is { } digits ? string.Create(CultureInfo.InvariantCulture, $"{word}({digits})")
            : word;
    }

    private static string Uuid(Route route) => route.TargetEngine switch
    {
        DatabaseProvider.PostgreSql => "gen_random_uuid()",
        DatabaseProvider.MySql => "(uuid())",
        _ => throw new UntranslatableException("SQLite makes no UUIDs"),
    };

    private static string Expression(string expression, Route route, TableDraft table, ColumnDraft column)
    {
        var translated = SqlTranslation.Computed(expression, route, table, column);
        return translated.Sql is { } sql ? $"({sql})" : throw new UntranslatableException(translated.Reason!);
    }
}
