using ChatOps.Agents.Models;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>Checks to keep: those that the rows satisfy, read off them by rules, and behind them what a model proposes, each tried on the rows before anybody sees it.</summary>
internal sealed class CheckProposals(RuleSuggester suggester, SchemaReader schemas, CheckTrial trial, Proposer proposer)
{
    private const int FindingsTold = 25;
    private const int ColumnsTold = 300;

    /// <param name="prompt">The prompt file.</param>
    /// <param name="kinds">Kinds of checks that a model may propose; null for all that hold no SQL.</param>
    /// <param name="isOwn">Which of the checks that the rows satisfy are proposed.</param>
    /// <param name="findings">What the checks in force found, with personal data masked.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<CheckProposal> ProposeAsync(
        DatabaseWork work, string prompt, IReadOnlyCollection<string>? kinds, Func<Schema, SuggestedCheck, bool> isOwn, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var suggested = await suggester.SuggestAsync(work.Connection, work.Tables, work, cancellationToken);
        var schema = await schemas.ReadAsync(work.Connection, cancellationToken);
        List<SuggestedCheck> own = [.. suggested.Kept.Where(check => isOwn(schema, check))];
        var profile = work.Connection.ShowPersonalData ? suggested.Profile : PersonalDataMask.Apply(new ReportPart { Profile = suggested.Profile }).Profile!;
        var told = findings.Take(FindingsTold).ToList();
        var facts = new Dictionary<string, object>
        {
            ["connection"] = work.Connection.Name,
            ["schema"] = schema.Tables.Where(table => profile.Tables.Any(own => own.Name == table.Name)).Select(SchemaFacts.Of),
            ["profile"] = Facts(profile),
            ["rules"] = own.Select(check => new { check.Table, check.Column, check = check.Yaml }),
            ["findings"] = told.Select(finding => new { finding.Rule, finding.Table, finding.Columns, finding.Count, finding.Message }),
        };
        var (proposals, fallback) = await proposer.ProposeAsync(prompt, schema, facts, ProposalForm.Contract(Figures(work.Connection.Name, profile, told), kinds), cancellationToken);
        var tried = await trial.TryAsync(work.Connection, [.. proposals.Checks.Where(check => !own.Exists(other => IsSame(check, other)))], cancellationToken);
        return new CheckProposal(
            suggested,
            [.. own],
            [.. tried.Where(check => check.Problem is null)],
            [.. tried.Where(check => check.Problem is not null).Select(check => $"{check.Check.Table}: {check.Problem}")],
            [.. proposals.Choices.Select(choice => choice with { Rows = Rows(choice, told) }).Where(choice => choice.Rows is not null)],
            fallback);
    }

    private static IEnumerable<object> Facts(DatabaseProfile profile) => profile.Tables.SelectMany(table => table.Columns.Select(column => new
    {
        table = table.Name,
        table.Rows,
        column = column.Name,
        column.Type,
        column.Nulls,
        column.Blanks,
        column.Distinct,
        column.Min,
        column.Max,
        column.MinLength,
        column.MaxLength,
        personal = column.Pii,
        most_frequent = column.Pii is null ? column.Top?.Take(5).Select(item => new { item.Value, item.Count }) : null,
    })).Take(ColumnsTold);

    private static string Figures(string connection, DatabaseProfile profile, IReadOnlyList<Finding> findings)
    {
        var figures = new ResultFigures(profile.Tables.SelectMany(table => table.Columns.Select(column => column.Name).Append(table.Name)).Append(connection));
        foreach (var table in profile.Tables)
        {
            figures.Add(table.Rows);
            foreach (var column in table.Columns)
                figures.Add(column.Nulls, column.Blanks, column.Distinct, column.MinLength ?? 0, column.MaxLength ?? 0).AddValue(column.Min).AddValue(column.Max);
        }

        foreach (var finding in findings)
            figures.Add(finding.Count).Add(finding.Message);
        return figures.ToString();
    }

    /// <summary>A fix is for something that was found there.</summary>
    private static long? Rows(ProposedChoice choice, IReadOnlyList<Finding> findings) => findings
        .FirstOrDefault(finding => finding.Table.Equals(choice.Table, StringComparison.OrdinalIgnoreCase) && (choice.Column is null || finding.Columns.Contains(choice.Column, StringComparer.OrdinalIgnoreCase)))?.Count;

    private static bool IsSame(SuggestedCheck check, SuggestedCheck other) =>
        check.Kind == other.Kind && check.Table.Equals(other.Table, StringComparison.OrdinalIgnoreCase) && string.Equals(check.Column, other.Column, StringComparison.OrdinalIgnoreCase)
        && string.Equals(check.Plain, other.Plain, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What came of it.</summary>
/// <param name="Suggested">All checks that hold today.</param>
/// <param name="Own">Those of them that are proposed.</param>
/// <param name="ByModel">A model's proposals as they were tried.</param>
/// <param name="Unusable">Its proposals that could not be tried, each with the reason.</param>
/// <param name="Fixes">For findings, of the kinds that a migration knows.</param>
/// <param name="Fallback">Why a configured model made none.</param>
internal sealed record CheckProposal(
    SuggestedRules Suggested, IReadOnlyList<SuggestedCheck> Own, IReadOnlyList<TriedCheck> ByModel, IReadOnlyList<string> Unusable, IReadOnlyList<ProposedChoice> Fixes, string? Fallback)
{
    /// <summary>The rules' own first, then the model's, marked as such.</summary>
    public IReadOnlyList<ProposedCheck> Checks =>
    [
        .. Own.Select(check => new ProposedCheck(check.Table, check.Column, check.Plain, 0, null, false, null)),
        .. ByModel.Select(tried => new ProposedCheck(tried.Check.Table, tried.Check.Column, tried.Check.Plain, tried.Cases, tried.Check.Remark, true, tried.Sql)),
    ];

    /// <summary>All of it as a rule file.</summary>
    /// <param name="model">Who proposed, for the remark on each.</param>
    public string File(string? model) => SuggestedFile.Write(
        Suggested.Heading,
        [
            .. Own,
            .. ByModel.Select(tried => tried.Check with
            {
                Remark = $"Proposed by the language model {model}{(tried.Cases > 0 ? $"; {Figures.Count(tried.Cases, "case")} break it today" : "")}.{(tried.Check.Remark is { } because ? " " + because : "")}",
            }),
        ]);
}
