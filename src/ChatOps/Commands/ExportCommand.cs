using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Database.Landing;
using ChatOps.Pipelines.Definition;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>export CONN --out DIR</c>: every table to CSV. Naming the folder is the decision, where the policy lets the requester decide.</summary>
internal sealed class ExportCommand(GlobalOptions options)
{
    private readonly Argument<string> _connection = ConnectionArgument.Create();
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string> _out = new("--out") { Description = "An empty or new folder, or one with a former export of the same connection.", HelpName = "DIR", Required = true };
    private readonly Option<string[]> _tables = new("--table") { Description = "Only this table; may be given several times.", HelpName = "T" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the manifest." };

    public Command Build()
    {
        var command = new Command("export", "Writes every table to CSV, with a manifest.") { _connection, _environment, _out, _tables, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (shot, connection) = await OneShot.StartAsync(options, result, result.GetValue(_connection)!, result.GetValue(_environment)!, result.GetValue(_tables) ?? [], cancellationToken);
        await using (shot)
        {
            var definition = Plan(connection.Name, Path.GetFullPath(result.GetValue(_out)!), result.GetValue(_tables) ?? []);
            var run = await shot.RunAsync(definition, decided: true, cancellationToken);
            var export = OneShot.OutputOf(run, "export").Deserialize<ExportSummary>(ReportJson.Options)!;
            await using var stream = File.OpenRead(await shot.PathOfAsync(export.Manifest, cancellationToken));
            var manifest = await ReportJson.ReadAsync<LandingManifest>(stream, cancellationToken);
            if (result.GetValue(_json))
                await Documents.WriteJsonAsync(manifest);
            else
                await PrintAsync(export);
            return ExitCodes.Fine;
        }
    }

    private static PipelineDefinition Plan(string connection, string folder, string[] tables) => new()
    {
        Name = "export",
        Steps =
        [
            new StepDefinition
            {
                Id = "export",
                Type = "landing.export",
                With = tables.Length > 0
                    ? JsonSerializer.SerializeToElement(new { connection, folder, tables })
                    : JsonSerializer.SerializeToElement(new { connection, folder }),
            },
        ],
    };

    private static async Task PrintAsync(ExportSummary export)
    {
        await Documents.WriteLineAsync($"{export.Connection}: {export.Summary}, in {export.Folder}");
        foreach (var file in export.Files)
            await Documents.WriteLineAsync($"  {file.File}: {Figures.Count(file.Rows, "row")}, {Figures.Bytes(file.Bytes)}");
    }
}
