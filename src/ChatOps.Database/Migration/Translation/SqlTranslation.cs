using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Brings expressions from the source's SQL to the target's.</summary>
internal static class SqlTranslation
{
    /// <summary>A condition on a table's columns.</summary>
    internal static Translated Condition(string sql, Route route, TableDraft table) =>
        Try(() => new ExpressionWriter(route.SourceEngine, route.To.Dialect, new TableScope(route, table)).Condition(ExpressionReader.Read(sql, route.SourceEngine)));

    /// <summary>A value made of a table's columns.</summary>
    internal static Translated Value(string sql, Route route, TableDraft table) =>
        Try(() => new ExpressionWriter(route.SourceEngine, route.To.Dialect, new TableScope(route, table)).Write(ExpressionReader.Read(sql, route.SourceEngine)).Sql);

    /// <summary>A value that a column keeps.</summary>
    internal static Translated Computed(string sql, Route route, TableDraft table, ColumnDraft column) => Try(() =>
    {
        var writer = new ExpressionWriter(route.SourceEngine, route.To.Dialect, new TableScope(route, table)) { MustBeExact = true };
        var written = writer.Write(ExpressionReader.Read(sql, route.SourceEngine));
        var wanted = TableScope.ClassOf(column.Type);
        return route.SameEngine || written.Class == wanted || written.Class == SqlClass.Null || (written.IsNumber && wanted is SqlClass.Integer or SqlClass.Decimal or SqlClass.Real)
            ? written.Sql
            : throw new UntranslatableException("its value is of another kind than its column");
    });

    internal static Translated Try(Func<string> translate)
    {
        try
        {
            return new Translated(translate(), null);
        }
        catch (UntranslatableException reason)
        {
            return new Translated(null, reason.Message);
        }
    }
}

/// <summary>What became of a piece of SQL.</summary>
/// <param name="Sql">In the target's own words, or null.</param>
/// <param name="Reason">Why not; as a clause.</param>
internal sealed record Translated(string? Sql, string? Reason);

/// <summary>The columns of one table, by the names of the source.</summary>
internal sealed class TableScope(Route route, TableDraft table) : ITranslationScope
{
    public Written? Find(SqlName name) =>
        (table.Find(name.Column) ?? (route.SourceEngine == DatabaseProvider.PostgreSql ? null : table.Columns.FirstOrDefault(column => column.Source.Name.Equals(name.Column, StringComparison.OrdinalIgnoreCase)))) is { } column
        && (name.Table is null || name.Table.Equals(table.Source.LocalName, StringComparison.OrdinalIgnoreCase))
            ? Column(route.To.Dialect.QuoteIdentifier(column.Name), column)
            : null;

    internal static Written Column(string sql, ColumnDraft column) => new(sql, ClassOf(column.Type)) { IgnoredCase = column.Source.IgnoresCase, IgnoresCase = column.Target.IgnoresCase };

    internal static SqlClass ClassOf(TransferType type) => type.Kind switch
    {
        TransferKind.Integer => SqlClass.Integer,
        TransferKind.Decimal => SqlClass.Decimal,
        TransferKind.Real => SqlClass.Real,
        TransferKind.Boolean => SqlClass.Boolean,
        TransferKind.Text => SqlClass.Text,
        TransferKind.Date => SqlClass.Date,
        TransferKind.Moment => SqlClass.Moment,
        TransferKind.Instant or TransferKind.Time => SqlClass.Time,
        TransferKind.Binary => SqlClass.Binary,
        TransferKind.Uuid => SqlClass.Uuid,
        TransferKind.Json => SqlClass.Json,
        _ => SqlClass.Unknown,
    };
}
