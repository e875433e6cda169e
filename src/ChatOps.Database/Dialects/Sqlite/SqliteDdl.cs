using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>SQLite's statements ("SQL As Understood By SQLite"). A table is made with its keys and references, since nothing can be added to it later.</summary>
internal sealed class SqliteDdl : IDdl
{
    public string? CreateNamespace(string name) => null;

    public IReadOnlyList<string> CreateTable(Table table)
    {
        string?[] parts =
        [
            .. table.Columns.Select(Column),
            PrimaryKey(table),
            .. table.Indexes.Where(index => index.Origin == IndexOrigin.Unique).Select(index => $"{Constraint(index.Constraint)}UNIQUE ({string.Join(", ", index.Parts.Select(Part))})"),
            .. table.Checks.Select(check => $"{Constraint(check.Name)}CHECK ({check.Expression})"),
            .. table.ForeignKeys.Select(Reference),
        ];
        string[] options = [.. table.Strict ? ["STRICT"] : (string[])[], .. table.WithoutRowId ? ["WITHOUT ROWID"] : (string[])[]];
        return [$"CREATE TABLE {Quote(table.Name)} (\n  {string.Join(",\n  ", parts.OfType<string>())}\n){(options.Length > 0 ? " " : "")}{string.Join(", ", options)}"];
    }

    public IReadOnlyList<IndexStatement> CreateIndexes(Table table) =>
    [
        .. table.Indexes.Where(index => index.Origin == IndexOrigin.Created).Select(index => new IndexStatement(
            index.Name,
            $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(table.Name)} ({string.Join(", ", index.Parts.Select(Part))}){(index.Condition is { } condition ? $" WHERE {condition}" : "")}",
            index.Columns.Contains(null) ? [] : [.. index.Columns.OfType<string>()],
            index.Unique)
        { Index = index }),
    ];

    public IReadOnlyList<string> AddForeignKey(Table table, ForeignKey key) => [];

    public IReadOnlyList<string> ValidateForeignKey(Table table, ForeignKey key) => [];

    public string? DropForeignKey(Table table, ForeignKey key) => null;

    public string? DuplicatesOf(Table table, IReadOnlyList<string> columns) => null;

    /// <summary>SQLite goes on behind the largest rowid by itself, and AUTOINCREMENT behind the largest that ever was in the table.</summary>
    public IReadOnlyList<string> ContinueIdentity(Table table) => [];

    public string Settle(Table table) => $"ANALYZE {Quote(table.Name)}";

    public string? LockTables(IReadOnlyList<Table> tables) => null;

    public string? UnlockTables => null;

    public string DropTable(Table table) => $"DROP TABLE IF EXISTS {Quote(table.Name)}";

    public string DropView(string name, string? @namespace) => $"DROP VIEW IF EXISTS {Quote(name)}";

    private static string Column(Column column)
    {
        var filled = column switch
        {
            { Expression: { } expression } => $" GENERATED ALWAYS AS ({expression}) {(column.Stored ? "STORED" : "VIRTUAL")}",
            { Identity: true } => $" PRIMARY KEY{(column.NeverReused ? " AUTOINCREMENT" : "")}",
            { Default: { } value } => $" DEFAULT {(value.StartsWith('(') || IsPlain(value) ? value : $"({value})")}",
            _ => "",
        };
        var collation = column.Collation is { } name ? $" COLLATE {Quote(name)}" : "";
        return $"{Quote(column.Name)}{(column.DeclaredType.Length > 0 ? $" {column.DeclaredType}" : "")}{collation}{(column.Nullable || column.Identity ? "" : " NOT NULL")}{filled}";
    }

    /// <summary>Only a literal and a lone word may stand without parentheses ("CREATE TABLE", section 3.2).</summary>
    private static bool IsPlain(string value) => SqlTokenizer.Tokenize(value).ToList() is [{ Kind: not TokenKind.Symbol }] or [{ Text: "+" or "-" }, { Kind: TokenKind.Number }];

    /// <summary>A numbered column is its table's key by itself.</summary>
    private static string? PrimaryKey(Table table) => table.PrimaryKey.Count == 0 || table.Columns.Any(column => column.Identity)
        ? null
        : $"{Constraint(table.Indexes.FirstOrDefault(index => index.Origin == IndexOrigin.PrimaryKey)?.Constraint)}PRIMARY KEY ({string.Join(", ", table.PrimaryKey.Select(Quote))})";

    private static string Reference(ForeignKey key) =>
        $"{Constraint(key.Name)}FOREIGN KEY ({string.Join(", ", key.Columns.Select(Quote))}) REFERENCES {Quote(key.ReferencedTable)} ({string.Join(", ", key.ReferencedColumns.Select(Quote))})"
        + $"{Action("DELETE", key.OnDelete)}{Action("UPDATE", key.OnUpdate)}{(key.Deferrable ? $" DEFERRABLE INITIALLY {(key.Deferred ? "DEFERRED" : "IMMEDIATE")}" : "")}";

    private static string Part(IndexPart part) =>
        $"{(part.Column is { } column ? Quote(column) : part.Expression)}{(part.Collation is { } collation ? $" COLLATE {Quote(collation)}" : "")}{(part.Descending ? " DESC" : "")}";

    private static string Constraint(string? name) => name is null ? "" : $"CONSTRAINT {Quote(name)} ";

    private static string Action(string change, string action) => action is "NO ACTION" or "" ? "" : $" ON {change} {action}";

    private static string Quote(string name) => SqliteDialect.Quote(name);
}
