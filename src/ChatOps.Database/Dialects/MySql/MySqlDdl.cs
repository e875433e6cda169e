using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>MariaDB's and MySQL's statements ("SQL Statements"). InnoDB keeps the rows in the order of the primary key, so that is there from the beginning.</summary>
internal sealed class MySqlDdl : IDdl
{
    public string? CreateNamespace(string name) => null;

    public IReadOnlyList<string> CreateTable(Table table)
    {
        string?[] parts =
        [
            .. table.Columns.Select(Column),
            table.PrimaryKey.Count > 0 ? $"PRIMARY KEY ({string.Join(", ", table.PrimaryKey.Select(Quote))})" : null,
            CounterIndex(table) is { } index ? Definition(index) : null,
            .. table.Checks.Select(check => $"{(check.Name is { } name ? $"CONSTRAINT {Quote(name)} " : "")}CHECK ({check.Expression})"),
        ];
        return
        [
            $"CREATE TABLE {Quote(table.Name)} (\n  {string.Join(",\n  ", parts.OfType<string>())}\n) ENGINE = {table.Engine ?? "InnoDB"} DEFAULT CHARACTER SET = {CharacterSet(table.Collation)}"
                + $"{(table.Collation is { } collation ? $" COLLATE = {collation}" : "")}{(table.Comment is { } comment ? $" COMMENT = {Comment(comment)}" : "")}",
        ];
    }

    public IReadOnlyList<IndexStatement> CreateIndexes(Table table)
    {
        var there = CounterIndex(table)?.Name;
        return
        [
            .. table.Indexes.Where(index => index.Origin != IndexOrigin.PrimaryKey && index.Name != there).Select(index => new IndexStatement(
                index.Name, $"ALTER TABLE {Quote(table.Name)} ADD {Definition(index)}", index.Columns.Contains(null) ? [] : [.. index.Columns.OfType<string>()], index.Unique) { Index = index }),
        ];
    }

    /// <summary>Without the check of rows that are there, InnoDB adds a reference in place.</summary>
    public IReadOnlyList<string> AddForeignKey(Table table, ForeignKey key) =>
    [
        "SET SESSION foreign_key_checks = 0",
        $"ALTER TABLE {Quote(table.Name)} ADD {(key.Name is { } name ? $"CONSTRAINT {Quote(name)} " : "")}FOREIGN KEY ({string.Join(", ", key.Columns.Select(Quote))})"
            + $" REFERENCES {Quote(key.ReferencedTable)} ({string.Join(", ", key.ReferencedColumns.Select(Quote))}){Action("DELETE", key.OnDelete)}{Action("UPDATE", key.OnUpdate)}",
        "SET SESSION foreign_key_checks = 1",
    ];

    public IReadOnlyList<string> ValidateForeignKey(Table table, ForeignKey key) => [];

    public string? DropForeignKey(Table table, ForeignKey key) => key.Name is null ? null : $"ALTER TABLE {Quote(table.Name)} DROP FOREIGN KEY IF EXISTS {Quote(key.Name)}";

    public string? DuplicatesOf(Table table, IReadOnlyList<string> columns) => null;

    /// <summary>InnoDB's counter goes on behind every number that a row brings along.</summary>
    public IReadOnlyList<string> ContinueIdentity(Table table) => [];

    public string Settle(Table table) => $"ANALYZE TABLE {Quote(table.Name)}";

    public string? LockTables(IReadOnlyList<Table> tables) => $"LOCK TABLES {string.Join(", ", tables.Select(table => $"{Quote(table.Name)} WRITE"))}";

    public string? UnlockTables => "UNLOCK TABLES";

    public string DropTable(Table table) => $"DROP TABLE IF EXISTS {Quote(table.Name)}";

    public string DropView(string name, string? @namespace) => $"DROP VIEW IF EXISTS {Quote(name)}";

    private static string Column(Column column)
    {
        var collation = column.Collation is { } name && column.DeclaredType is not ("json" or "uuid") ? $" CHARACTER SET {CharacterSet(name)} COLLATE {name}" : "";
        var comment = column.Comment is { } text ? $" COMMENT {Comment(text)}" : "";
        if (column.Expression is { } expression)
        {
            return $"{Quote(column.Name)} {column.DeclaredType}{collation} GENERATED ALWAYS AS ({expression}) {(column.Stored ? "STORED" : "VIRTUAL")}{comment}";
        }

        // A TIMESTAMP that says nothing may get NOT NULL and the current time by itself.
        var nulls = column.Nullable ? (column.WithZone ? " NULL" : "") : " NOT NULL";
        var filled = column.Identity ? " AUTO_INCREMENT" : column.Default is { } value ? $" DEFAULT {value}" : "";
        return $"{Quote(column.Name)} {column.DeclaredType}{collation}{nulls}{filled}{(column.OnUpdate is { } update ? $" ON UPDATE {update}" : "")}{comment}";
    }

    /// <summary>A counter must be the first column of a key when the table is made.</summary>
    private static Index? CounterIndex(Table table) =>
        table.Columns.FirstOrDefault(column => column.Identity) is { } counter && table.PrimaryKey.FirstOrDefault() != counter.Name
            ? table.Indexes.FirstOrDefault(index => index.Columns[0] == counter.Name && index.Origin != IndexOrigin.PrimaryKey)
                ?? new Index(counter.Name, [counter.Name], false, IndexOrigin.Created) { Parts = [new IndexPart(counter.Name)] }
            : null;

    private static string Definition(Index index)
    {
        var kind = index.Method is "fulltext" or "spatial" ? $"{index.Method.ToUpperInvariant()} " : index.Unique ? "UNIQUE " : "";
        return $"{kind}INDEX {Quote(index.Name)} ({string.Join(", ", index.Parts.Select(Part))})";
    }

    private static string Part(IndexPart part) =>
        $"{Quote(part.Column!)}{(part.Prefix is { } prefix ? string.Create(CultureInfo.InvariantCulture, $"({prefix})") : "")}{(part.Descending ? " DESC" : "")}";

    private static string Action(string change, string action) => action is "NO ACTION" or "" ? "" : $" ON {change} {action}";

    /// <summary>A collation's name begins with that of its character set.</summary>
    private static string CharacterSet(string? collation) => collation?.Split('_')[0] ?? "utf8mb4";

    /// <summary>A comment must be one literal; our sessions read a backslash as an escape.</summary>
    private static string Comment(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Quote(string name) => MySqlDialect.Quote(name);
}
