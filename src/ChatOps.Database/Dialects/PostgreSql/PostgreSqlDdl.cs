using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>PostgreSQL's statements ("SQL Commands"). Keys, indexes and references come when the rows are there, since one pass over the rows is cheaper than looking at each.</summary>
internal sealed class PostgreSqlDdl : IDdl
{
    public string? CreateNamespace(string name) => $"CREATE SCHEMA IF NOT EXISTS {Quote(name)}";

    public IReadOnlyList<string> CreateTable(Table table)
    {
        var parts = table.Columns.Select(Column).Concat(table.Checks.Select(Check));
        return
        [
            $"CREATE TABLE {Name(table)} (\n  {string.Join(",\n  ", parts)}\n)",
            .. table.Comment is { } comment ? [$"COMMENT ON TABLE {Name(table)} IS {PostgreSqlDialect.Literal(comment)}"] : (IEnumerable<string>)[],
            .. table.Columns.Where(column => column.Comment is not null)
                .Select(column => $"COMMENT ON COLUMN {Name(table)}.{Quote(column.Name)} IS {PostgreSqlDialect.Literal(column.Comment)}"),
        ];
    }

    public IReadOnlyList<IndexStatement> CreateIndexes(Table table)
    {
        var key = table.Indexes.FirstOrDefault(index => index.Origin == IndexOrigin.PrimaryKey);
        var name = key?.Name ?? $"{table.LocalName}_pkey";
        return
        [
            .. table.PrimaryKey.Count == 0 ? [] : (IEnumerable<IndexStatement>)
            [
                new IndexStatement(name, $"ALTER TABLE {Name(table)} ADD {(key is null ? "" : $"CONSTRAINT {Quote(name)} ")}PRIMARY KEY ({Names(table.PrimaryKey)})", table.PrimaryKey, true) { Index = key },
            ],
            .. table.Indexes.Where(index => index.Origin != IndexOrigin.PrimaryKey).OrderBy(index => index.Origin == IndexOrigin.Created).Select(index => Create(table, index)),
        ];
    }

    public IReadOnlyList<string> AddForeignKey(Table table, ForeignKey key)
    {
        var constraint = key.Name is null ? "" : $"CONSTRAINT {Quote(key.Name)} ";
        var add = $"ALTER TABLE {Name(table)} ADD {constraint}FOREIGN KEY ({Names(key.Columns)}) REFERENCES {PostgreSqlDialect.Quote(key.ReferencedNamespace, key.ReferencedLocalName)} ({Names(key.ReferencedColumns)})"
            + $"{Action("DELETE", key.OnDelete)}{Action("UPDATE", key.OnUpdate)}{(key.Deferrable ? $" DEFERRABLE INITIALLY {(key.Deferred ? "DEFERRED" : "IMMEDIATE")}" : "")}";
        return [key.Name is null ? add : $"{add} NOT VALID"];
    }

    /// <summary>
    /// Where an index leads with the columns, both sides are read in its order and merged, several times faster than by a hash table: that has a place
    /// in memory for each row and finds none of them in the processor's cache. The planner counts no cost for that, so it is told.
    /// </summary>
    public IReadOnlyList<string> ValidateForeignKey(Table table, ForeignKey key)
    {
        if (key.Name is null)
        {
            return [];
        }

        var validate = $"ALTER TABLE {Name(table)} VALIDATE CONSTRAINT {Quote(key.Name)}";
        bool Leads(IEnumerable<string?> columns) => columns.Take(key.Columns.Count).SequenceEqual(key.Columns);
        var isIndexed = Leads(table.PrimaryKey) || table.Indexes.Any(index => !index.Partial && Leads(index.Columns));
        return isIndexed ? ["SET enable_hashjoin = off", validate, "RESET enable_hashjoin"] : [validate];
    }

    public string? DropForeignKey(Table table, ForeignKey key) => key.Name is null ? null : $"ALTER TABLE IF EXISTS {Name(table)} DROP CONSTRAINT IF EXISTS {Quote(key.Name)}";

    /// <summary>Rows are told apart by where they lie (<c>ctid</c>); a value that is NULL is no duplicate of another.</summary>
    public string? DuplicatesOf(Table table, IReadOnlyList<string> columns) =>
        $"ctid IN (SELECT place FROM (SELECT ctid AS place, row_number() OVER (PARTITION BY {Names(columns)} ORDER BY ctid) AS number FROM {Name(table)}"
        + $" WHERE {string.Join(" AND ", columns.Select(column => $"{Quote(column)} IS NOT NULL"))}) AS numbered WHERE number > 1)";

    /// <summary>An empty table's counter begins with 1; <c>is_called</c> tells whether the number was given already.</summary>
    public IReadOnlyList<string> ContinueIdentity(Table table) =>
    [
        .. table.Columns.Where(column => column.Identity).Select(column =>
            $"SELECT setval(pg_get_serial_sequence({PostgreSqlDialect.Literal(Name(table))}, {PostgreSqlDialect.Literal(column.Name)}), GREATEST(MAX({Quote(column.Name)}), 1), COALESCE(MAX({Quote(column.Name)}) >= 1, FALSE)) FROM {Name(table)}"),
    ];

    /// <summary>VACUUM marks the pages as visible to everybody, so that an index answers by itself, without a look at the rows ("Index-Only Scans and Covering Indexes").</summary>
    public string Settle(Table table) => $"VACUUM (ANALYZE) {Name(table)}";

    public string? LockTables(IReadOnlyList<Table> tables) => $"LOCK TABLE {string.Join(", ", tables.Select(Name))} IN ACCESS EXCLUSIVE MODE";

    public string? UnlockTables => null;

    public string DropTable(Table table) => $"DROP TABLE IF EXISTS {Name(table)}";

    public string DropView(string name, string? @namespace) => $"DROP VIEW IF EXISTS {PostgreSqlDialect.Quote(@namespace, name)}";

    private static string Column(Column column)
    {
        var collation = column.Collation is { } name ? $" COLLATE {Quote(name)}" : "";
        var filled = column switch
        {
            { Expression: { } expression } => $" GENERATED ALWAYS AS ({expression}) STORED",
            { Identity: true } => $" GENERATED {(column.AlwaysNumbered ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY",
            { Default: { } value } => $" DEFAULT {value}",
            _ => "",
        };
        return $"{Quote(column.Name)} {column.DeclaredType}{collation}{filled}{(column.Nullable ? "" : " NOT NULL")}";
    }

    private static string Check(CheckConstraint check) => $"{(check.Name is { } name ? $"CONSTRAINT {Quote(name)} " : "")}CHECK ({check.Expression})";

    private static IndexStatement Create(Table table, Index index)
    {
        var columns = index.Columns.Contains(null) ? [] : (IReadOnlyList<string>)[.. index.Columns.OfType<string>()];
        var included = index.Included.Count > 0 ? $" INCLUDE ({Names(index.Included)})" : "";
        var nulls = index.NullsNotDistinct ? " NULLS NOT DISTINCT" : "";
        var sql = index.Origin == IndexOrigin.Unique
            ? $"ALTER TABLE {Name(table)} ADD CONSTRAINT {Quote(index.Name)} UNIQUE{nulls} ({Names(columns)}){included}"
            : $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Name(table)}{(index.Method is { } method ? $" USING {method}" : "")} ({string.Join(", ", index.Parts.Select(Part))}){included}{nulls}"
                + (index.Condition is { } condition ? $" WHERE {condition}" : "");
        return new IndexStatement(index.Name, sql, columns, index.Unique) { Index = index };
    }

    private static string Part(IndexPart part)
    {
        var what = part.Column is { } column ? Quote(column) : $"({part.Expression})";
        var collation = part.Collation is { } name ? $" COLLATE {Quote(name)}" : "";
        var order = part.Descending ? " DESC" : "";
        return $"{what}{collation}{(part.OperatorClass is { } own ? $" {own}" : "")}{order}{(part.NullsFirst == part.Descending ? "" : part.NullsFirst ? " NULLS FIRST" : " NULLS LAST")}";
    }

    private static string Action(string change, string action) => action is "NO ACTION" or "" ? "" : $" ON {change} {action}";

    private static string Name(Table table) => PostgreSqlDialect.Quote(table.Namespace, table.LocalName);

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quote));

    private static string Quote(string name) => PostgreSqlDialect.Quote(name);
}
