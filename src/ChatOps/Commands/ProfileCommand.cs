using System.CommandLine;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.Definition;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>profile CONN</c>: exact figures of every table and column.</summary>
internal sealed class ProfileCommand(GlobalOptions options)
{
    private readonly Argument<string> _connection = ConnectionArgument.Create();
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string[]> _tables = new("--table") { Description = "Only this table; may be given several times.", HelpName = "T" };
    private readonly Option<bool> _approximate = new("--approximate") { Description = "Estimate large distinct counts, within about 1 %, instead of counting them; they are marked." };
    private readonly Option<bool> _keyPairs = new("--key-pairs") { Description = "Also look for pairs of columns that tell every two rows apart." };
    private readonly Option<bool> _personal = ConnectionArgument.ShowPersonalData();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("profile", "Describes every table and column with exact figures.") { _connection, _environment, _tables, _approximate, _keyPairs, _personal, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (shot, connection) = await OneShot.StartAsync(
            options, result, result.GetValue(_connection)!, result.GetValue(_environment)!, result.GetValue(_tables) ?? [], cancellationToken, result.GetValue(_personal));
        await using (shot)
        {
            var steps = new PlanSteps(connection.Name, 0);
            var inputs = new JsonObject { ["approximate"] = result.GetValue(_approximate), ["keyPairs"] = result.GetValue(_keyPairs) };
            steps.AddProfile(result.GetValue(_tables) is { Length: > 0 } tables ? tables : null, inputs);
            var run = await shot.RunAsync(new PipelineDefinition { Name = "profile", Steps = steps.Steps }, decided: false, cancellationToken);
            var profile = (await shot.ReadPartAsync(run, "profile", cancellationToken)).Profile!;
            if (result.GetValue(_json))
                await Documents.WriteJsonAsync(profile);
            else
                await PrintAsync(profile);
            return profile.NotChecked.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Fine;
        }
    }

    private static async Task PrintAsync(DatabaseProfile profile)
    {
        foreach (var table in profile.Tables)
        {
            await Documents.WriteLineAsync($"{table.Name}: {Figures.Count(table.Rows, "row")}");
            foreach (var column in table.Columns)
                await PrintAsync(table, column);
            foreach (var relation in ProfileWords.Relations(table))
                await Documents.WriteLineAsync($"  {relation}");
        }

        foreach (var item in profile.NotChecked)
            await Documents.WriteLineAsync($"not profiled  {item.Table}  {item.Reason}");
    }

    private static async Task PrintAsync(TableProfile table, ColumnProfile column)
    {
        await Documents.WriteLineAsync(
            $"  {column.Name} {column.Type}: {Figures.Number(column.Nulls)} null, {ProfileWords.Distinct(column)} distinct"
            + (column.Min is null ? "" : $", {Figures.Value(column.Min)} to {Figures.Value(column.Max)}")
            + (column.Mean is null ? "" : $", mean {Figures.Statistic(column.Mean)}, quantiles {ProfileWords.Quantiles(column)}"));
        if (ProfileWords.Remarks(table, column) is { Length: > 0 } remarks)
            await Documents.WriteLineAsync($"    {remarks}");
    }
}
