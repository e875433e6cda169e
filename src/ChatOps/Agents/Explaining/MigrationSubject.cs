using ChatOps.Agents.Models;
using ChatOps.Database.Migration;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Explaining;

/// <summary>What a migration will do or has done to types and rows, for the migrator.</summary>
internal static class MigrationSubject
{
    /// <summary>Decisions about types told beside the notes.</summary>
    private const int MostTypes = 40;

    /// <param name="showsPersonalData">Both connections show it.</param>
    public static ExplanationSubject OfPlan(string source, string target, MigrationPlan plan, bool showsPersonalData)
    {
        List<MigrationNote> notes = [.. plan.Notes.OrderBy(note => note.Kind).Take(ExplanationSubject.MostItems).Select(note => showsPersonalData ? note : MigrationMask.Apply(note))];
        List<(string Table, ColumnPlan Column)> changes =
        [
            .. plan.Tables.SelectMany(table => table.Columns.Where(column => !column.Source.DeclaredType.Equals(column.Target.DeclaredType, StringComparison.OrdinalIgnoreCase)).Select(column => (table.Source.Name, column)))
                .DistinctBy(item => (item.column.Source.DeclaredType, item.column.Target.DeclaredType, item.column.Reason)),
        ];
        List<(string Table, ColumnPlan Column)> types = [.. changes.Take(MostTypes)];
        var rejected = plan.Notes.Where(note => note.Kind == NoteKind.Reject).Sum(note => note.Rows ?? 0);
        var figures = new ResultFigures(plan.Tables.SelectMany(table => table.Columns.Select(column => column.Source.Name).Append(table.Source.Name)).Concat([source, target])).Add(plan.Tables.Count, plan.Notes.Count, rejected);
        foreach (var note in notes)
            figures.Add(note.Rows ?? 0).Add(note.Message);
        foreach (var (_, column) in types)
            figures.Add(column.Source.DeclaredType).Add(column.Target.DeclaredType).Add(column.Reason);
        return new ExplanationSubject
        {
            Agent = "migrator",
            Title = $"The plan to migrate {source} to {target}",
            About = $"{source}, {target}",
            Items =
            [
                .. notes.Select((note, index) => new ExplainedItem($"n{index + 1}", new { note.Kind, note.Table, note.Column, note.Rows, note.Message })),
                .. types.Select((item, index) => new ExplainedItem($"t{index + 1}", new { item.Table, column = item.Column.Source.Name, from = item.Column.Source.DeclaredType, to = item.Column.Target.DeclaredType, item.Column.Reason })),
            ],
            Whole = new { tables = plan.Tables.Count, plan.Mode, notes = plan.Notes.Count, rows_that_will_be_rejected = rejected, executed = false },
            Figures = figures.ToString(),
            Template =
            [
                $"{Reports.Figures.Count(plan.Tables.Count, "table")}, {Reports.Figures.Count(rejected, "row")} will be rejected. Nothing of it has run.",
                .. ExplanationSubject.Told([.. notes.Select(note => $"{Word(note.Kind)}: {note.Message}")], plan.Notes.Count, "further note"),
                .. ExplanationSubject.Told([.. types.Select(item => $"{item.Table}.{item.Column.Source.Name}: {item.Column.Source.DeclaredType} becomes {item.Column.Target.DeclaredType}. {item.Column.Reason}")], changes.Count, "further change of a type", "further changes of a type"),
            ],
        };
    }

    /// <param name="rejects">With personal data masked.</param>
    /// <returns>Null where no row was rejected.</returns>
    public static ExplanationSubject? OfRejects(string source, string target, IReadOnlyList<RejectCount> rejects)
    {
        if (rejects.Count == 0)
            return null;
        var figures = new ResultFigures(rejects.Select(reject => reject.Table).Concat([source, target])).Add(rejects.Sum(reject => reject.Count));
        foreach (var reject in rejects)
            figures.Add(reject.Count).Add(reject.Reason);
        return new ExplanationSubject
        {
            Agent = "migrator",
            Title = $"Rows of {source} that {target} did not take",
            About = $"{source}, {target}",
            Items = [.. rejects.Take(ExplanationSubject.MostItems).Select((reject, index) => new ExplainedItem($"n{index + 1}", new { reject.Table, rows = reject.Count, reject.Reason }))],
            Whole = new { rejected = rejects.Sum(reject => reject.Count), kept_in = "_chatops_rejects" },
            Figures = figures.ToString(),
            Template = [.. ExplanationSubject.Told([.. rejects.Select(reject => $"{reject.Table}: {Reports.Figures.Count(reject.Count, "row")}. {reject.Reason}")], rejects.Count, "further reason"), "None of them is lost: each stands in the target's table _chatops_rejects with its reason."],
        };
    }

    private static string Word(NoteKind kind) => kind switch
    {
        NoteKind.Error => "Cannot be done",
        NoteKind.Reject => "Will be rejected",
        NoteKind.NotCarried => "Not carried over",
        _ => "Will be different",
    };
}
