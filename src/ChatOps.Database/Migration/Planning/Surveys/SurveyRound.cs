using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>Looks at what is stored: first to choose the types, and once more where the chosen place might be too small for some value.</summary>
internal sealed class SurveyRound(DatabaseAccess access, Route route, IProgress<WorkProgress>? progress, PlanNotes notes)
{
    private EngineLimits Limits => route.To.Dialect.Types.Limits;

    /// <summary>Every column gets the type that its values need.</summary>
    internal async Task ChooseAsync(IReadOnlyList<TableDraft> tables, CancellationToken cancellationToken)
    {
        await LookAsync(tables, SurveyPlan.IsNeeded, column => SurveyPlan.Expecting(column, Limits), cancellationToken);
        foreach (var table in tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.Survey is { } survey)
                {
                    Choose(table, column, survey);
                }
            }
        }
    }

    /// <summary>Tells which rows will be rejected, in the numbers that the load will find.</summary>
    internal async Task CountAsync(IReadOnlyList<TableDraft> tables, CancellationToken cancellationToken)
    {
        await LookAsync(
            tables, (_, _, column) => column.Survey is { } survey && (column.Type.Kind != survey.Type.Kind || column.Place.Bits > survey.Type.Bits || StoredTypes.IsTooSmall(column.Place, survey)),
            column => new ColumnSurvey(column.Type, column.Place, Limits, []), cancellationToken);
        foreach (var table in tables)
        {
            foreach (var column in table.Columns.Where(column => column is { Survey: not null, IsComputed: false }))
            {
                Tell(table, column, column.Survey!);
            }
        }
    }

    private async Task LookAsync(
        IReadOnlyList<TableDraft> tables, Func<Route, TableDraft, ColumnDraft, bool> isNeeded, Func<ColumnDraft, ColumnSurvey> begin, CancellationToken cancellationToken)
    {
        var asked = new Dictionary<TableDraft, IReadOnlyList<(Column, ColumnSurvey)>>();
        foreach (var table in tables)
        {
            var columns = table.Columns.Where(column => isNeeded(route, table, column)).ToList();
            columns.ForEach(column => column.Survey = begin(column));
            asked[table] = [.. columns.Select(column => (column.Source, column.Survey!))];
        }

        await ValueSurvey.RunAsync(access, route.From, asked, route.Source.Statistics.Rows, progress, cancellationToken);
    }

    private void Choose(TableDraft table, ColumnDraft column, ColumnSurvey survey)
    {
        column.Use = column.Use with
        {
            Longest = survey.Longest,
            Digits = StoredTypes.DigitsOf(survey),
            FitsUnixTime = survey.Moments.First > survey.Moments.Last || (survey.Moments.First >= UnixTime.First && survey.Moments.Last <= UnixTime.Last),
        };
        if (column.IsChosen)
        {
            return;
        }

        if (column.Words is not null)
        {
            // The engine itself brings a text back to what its column prefers.
            column.Type = survey.Misfits > 0 && column.Type.Kind is not (TransferKind.Text or TransferKind.Binary) ? new TransferType(TransferKind.Text) : column.Type;
            return;
        }

        var (type, why) = StoredTypes.Choose(column.Type, column.Source, survey);
        var isCounted = column.Type.Kind == TransferKind.Boolean;
        (column.Type, column.Wanted) = (type, type);
        if (why is not null)
        {
            column.Reason = $"The column {why}.";
        }

        if (why is not null && column.Source.DeclaredType.Length > 0 && !isCounted)
        {
            notes.Add(NoteKind.Changed, table.Source.Name, column.Source.Name, $"{table.Source.Name}.{column.Source.Name} is declared {column.Source.DeclaredType} and {why}; its type follows what is stored.");
        }
    }

    private void Tell(TableDraft table, ColumnDraft column, ColumnSurvey survey)
    {
        var place = $"{table.Source.Name}.{column.Source.Name}";
        if (survey.Misfits > 0)
        {
            notes.Add(
                NoteKind.Reject, table.Source.Name, column.Source.Name,
                string.Create(CultureInfo.InvariantCulture, $"{survey.Misfits} of {survey.Values} values of {place} do not fit {column.Target.DeclaredType}: a value {survey.Reason}. Their rows will be rejected with the reason.")
                    + (column.Type.Kind == TransferKind.Text ? "" : $" To carry the column as text, choose a type for it: tables: {{ {table.Source.Name}: {{ columns: {{ {column.Source.Name}: {{ type: {route.To.Dialect.CheckSql.LongText} }} }} }} }}."),
                survey.Misfits);
        }

        if (survey.Nulls > 0 && !column.Target.Nullable)
        {
            notes.Add(
                NoteKind.Reject, table.Source.Name, column.Source.Name,
                string.Create(CultureInfo.InvariantCulture, $"{survey.Nulls} rows of {table.Source.Name} have no value in {column.Source.Name}, which must have one in the target. They will be rejected."), survey.Nulls);
        }
    }

    /// <summary>1970-01-01 00:00:01 to 2038-01-19 03:14:07.999999 UTC, in microseconds since 2000-01-01.</summary>
    private static class UnixTime
    {
        internal static readonly long First = (DateText.DayNumber(1970, 1, 1) * DateText.MicrosPerDay) + DateText.MicrosPerSecond;
        internal static readonly long Last = First - DateText.MicrosPerSecond + (int.MaxValue * DateText.MicrosPerSecond) + DateText.MicrosPerSecond - 1;
    }
}
