using ChatOps.Database.Connections;
using ChatOps.Database.Migration;

namespace ChatOps.Reports.Proof;

/// <summary>How the parts of a migration read.</summary>
public static class ProofWords
{
    public static string Engine(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "SQLite",
        DatabaseProvider.PostgreSql => "PostgreSQL",
        _ => "MariaDB or MySQL",
    };

    public static string Kind(NoteKind kind) => kind switch
    {
        NoteKind.Error => "stands against it",
        NoteKind.Reject => "rows rejected",
        NoteKind.NotCarried => "not carried over",
        _ => "will be different",
    };

    /// <summary>Such as <c>orders (total)</c>; empty for a note about no table.</summary>
    public static string Place(MigrationNote note) => note.Table is null ? "" : note.Column is null ? note.Table : $"{note.Table} ({note.Column})";
}
