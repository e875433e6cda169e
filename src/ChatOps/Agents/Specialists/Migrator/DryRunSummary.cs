using ChatOps.Database.Migration;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>The output of <c>migrate.dry-run</c>: what people have to know before they agree.</summary>
public sealed record DryRunSummary
{
    /// <summary>Notes that a card can hold; the plan has them all.</summary>
    private const int NotesKept = 200;

    /// <summary>One line, such as "11 tables, about 15,607 rows; 2 things are not carried over".</summary>
    public required string Summary { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    /// <summary>The artifact that holds the plan, and the digest that a decision is bound to.</summary>
    public required string Plan { get; init; }

    public required string Digest { get; init; }

    /// <summary>The artifact that holds every statement.</summary>
    public required string Script { get; init; }

    /// <summary>The artifact that holds both schemas as they are.</summary>
    public required string Before { get; init; }

    public required MigrationMode Mode { get; init; }

    public required IReadOnlyList<DryRunTable> Tables { get; init; }

    public required MigrationEstimate Estimate { get; init; }

    /// <summary>How many notes of each kind there are.</summary>
    public required int NotCarried { get; init; }

    public required int Changed { get; init; }

    public required int Rejects { get; init; }

    /// <summary>Rows that will be rejected, as far as the notes count them.</summary>
    public required long RejectedRows { get; init; }

    /// <summary>The first notes, those about rejected rows first.</summary>
    public required IReadOnlyList<MigrationNote> Notes { get; init; }

    /// <summary>Everything but the artifacts.</summary>
    internal static DryRunSummary Of(MigrationPlan plan, string source, string target, string digest)
    {
        var estimate = MigrationEstimate.Of(plan);
        int CountOf(NoteKind kind) => plan.Notes.Count(note => note.Kind == kind);
        var rejected = plan.Notes.Where(note => note.Kind == NoteKind.Reject).Sum(note => note.Rows ?? 0);
        return new DryRunSummary
        {
            Summary = Line(plan, estimate, rejected),
            Source = source,
            Target = target,
            Plan = "",
            Digest = digest,
            Script = "",
            Before = "",
            Mode = plan.Mode,
            Tables = [.. plan.Tables.Select(table => new DryRunTable(table.Source.Name, table.Target.Name, table.EstimatedRows, table.IsThere))],
            Estimate = estimate,
            NotCarried = CountOf(NoteKind.NotCarried),
            Changed = CountOf(NoteKind.Changed),
            Rejects = CountOf(NoteKind.Reject),
            RejectedRows = rejected,
            Notes = [.. plan.Notes.OrderBy(note => note.Kind).Take(NotesKept)],
        };
    }

    private static string Line(MigrationPlan plan, MigrationEstimate estimate, long rejected)
    {
        var notCarried = plan.Notes.Count(note => note.Kind == NoteKind.NotCarried);
        var parts = new List<string> { Figures.Count(plan.Tables.Count, "table") + (estimate.Rows is { } rows ? $", about {Figures.Count(rows, "row")}" : "") };
        if (rejected > 0)
            parts.Add($"{Figures.Count(rejected, "row")} will be rejected");
        if (notCarried > 0)
            parts.Add($"{Figures.Count(notCarried, "thing")} {(notCarried == 1 ? "is" : "are")} not carried over");
        return string.Join("; ", parts);
    }
}

/// <summary>One table of a plan.</summary>
/// <param name="Name">In the source.</param>
/// <param name="Target">In the target.</param>
/// <param name="Rows">As the source estimates them, or null.</param>
/// <param name="IsThere">Rows are added to a table that the target has already.</param>
public sealed record DryRunTable(string Name, string Target, long? Rows, bool IsThere);
