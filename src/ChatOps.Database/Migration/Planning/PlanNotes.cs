namespace ChatOps.Database.Migration.Planning;

/// <summary>Gathers what people should know.</summary>
internal sealed class PlanNotes
{
    private readonly List<MigrationNote> _notes = [];

    internal void Add(NoteKind kind, string? table, string? column, string message, long? rows = null) =>
        _notes.Add(new MigrationNote(kind, table, column, message) { Rows = rows });

    /// <summary>Errors first, then in the order in which they were found.</summary>
    internal IReadOnlyList<MigrationNote> Sorted() => [.. _notes.Distinct().OrderBy(note => note.Kind)];
}
