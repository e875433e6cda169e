using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Migration;

/// <summary>One engine's statements that make, change and drop. Every method takes a table as it shall be, in the engine's own words, and every statement runs by itself unless something else is said.</summary>
public interface IDdl
{
    /// <summary>The namespace, made only where it is not there; null where the engine has none.</summary>
    string? CreateNamespace(string name);

    /// <summary>
    /// The table without rows: columns, NOT NULL, defaults, generated columns, checks, identity, comments, and whatever the engine can only make
    /// together with the table (MySQL: the primary key; SQLite: every key and reference).
    /// </summary>
    IReadOnlyList<string> CreateTable(Table table);

    /// <summary>What comes once the rows are there, apart from references: primary key, unique keys and indexes that <see cref="CreateTable"/> has not made.</summary>
    IReadOnlyList<IndexStatement> CreateIndexes(Table table);

    /// <summary>A reference, once rows and keys of both tables are there, without a look at the rows. All in one session; empty where <see cref="CreateTable"/> has made it.</summary>
    IReadOnlyList<string> AddForeignKey(Table table, ForeignKey key);

    /// <summary>Checks the rows for a reference that was added, once both tables are settled. All in one session; empty where the engine leaves that to us.</summary>
    IReadOnlyList<string> ValidateForeignKey(Table table, ForeignKey key);

    /// <summary>Takes the reference away if it is there; null where it cannot be taken from the table.</summary>
    string? DropForeignKey(Table table, ForeignKey key);

    /// <summary>
    /// A condition on the table's rows that holds for all but one of those with the same values in these columns, so that a unique key can be made
    /// after the rows are there; null where the engine cannot tell such rows apart, so that unique keys must stand before.
    /// </summary>
    string? DuplicatesOf(Table table, IReadOnlyList<string> columns);

    /// <summary>Makes the counter of the table's identity column, where it has one, go on behind the largest value.</summary>
    IReadOnlyList<string> ContinueIdentity(Table table);

    /// <summary>Makes a table that has been filled fast to read and gives the engine's planner its figures; outside of a transaction.</summary>
    string Settle(Table table);

    /// <summary>Keeps everybody else from the tables until the transaction ends, or until <see cref="UnlockTables"/>; null where a transaction that writes keeps others away by itself.</summary>
    string? LockTables(IReadOnlyList<Table> tables);

    /// <summary>Ends that early; null where only the end of the transaction does.</summary>
    string? UnlockTables { get; }

    /// <summary>Drops the table if it is there.</summary>
    string DropTable(Table table);

    /// <summary>Drops the view if it is there.</summary>
    string DropView(string name, string? @namespace);
}

/// <summary>A statement that makes an index or a key.</summary>
/// <param name="Name">Of the index, for people.</param>
/// <param name="Columns">Of a unique one, in order, those that must differ; empty where some part is an expression.</param>
/// <param name="Unique">It fails where two rows have the same values.</param>
public sealed record IndexStatement(string Name, string Sql, IReadOnlyList<string> Columns, bool Unique)
{
    /// <summary>The index itself, for statements about the rows that stand in its way.</summary>
    public Index? Index { get; init; }
}
