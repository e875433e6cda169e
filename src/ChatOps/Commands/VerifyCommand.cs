using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;
using ChatOps.Reports.Proof;

namespace ChatOps.Commands;

/// <summary><c>verify SOURCE TARGET</c>: compares two databases value by value, and <c>verify --proof FILE</c>: tells whether a proof is as it was written.</summary>
internal sealed class VerifyCommand(GlobalOptions options)
{
    private readonly Argument<string?> _source = new("source") { Description = "A configured name, a SQLite file, or a URL.", HelpName = "SOURCE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _target = new("target") { Description = "What is compared with it, in the same words.", HelpName = "TARGET", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string[]> _tables = new("--table") { Description = "Only this table; may be given several times.", HelpName = "T" };
    private readonly Option<bool> _segments = new("--by-segments") { Description = "Let both servers hash parts of each table and fetch only the parts that differ, for a slow link." };
    private readonly Option<string?> _proof = new("--proof") { Description = "Instead of two databases: a proof that a migration wrote. The key of the data folder that wrote it is needed.", HelpName = "FILE" };
    private readonly Option<bool> _personal = ConnectionArgument.ShowPersonalData();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("verify", "Compares two databases value by value, or checks a proof: exit code 0 when all is the same, 1 when not.") { _source, _target, _environment, _tables, _segments, _proof, _personal, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) => (result.GetValue(_source), result.GetValue(_target), result.GetValue(_proof)) switch
    {
        ({ } source, { } target, null) => CompareAsync(result, source, target, cancellationToken),
        (null, null, { } file) => CheckAsync(result, file, cancellationToken),
        _ => throw new CommandException(ExitCodes.BadInput, "Name two databases to compare, or a proof with --proof FILE. Nothing was read."),
    };

    private async Task<int> CompareAsync(ParseResult result, string source, string target, CancellationToken cancellationToken)
    {
        var (environment, shows, tables) = (result.GetValue(_environment)!, result.GetValue(_personal), result.GetValue(_tables) ?? []);
        var (shot, connections) = await OneShot.StartAsync(
            options, result, [new DatabaseAsked(source, environment) { Tables = tables, ShowPersonalData = shows }, new DatabaseAsked(target, environment) { ShowPersonalData = shows }], cancellationToken);
        await using (shot)
        {
            var with = new JsonObject { ["source"] = connections[0].Name, ["target"] = connections[1].Name, ["bySegments"] = result.GetValue(_segments) };
            if (tables.Length > 0)
                with["tables"] = new JsonArray([.. tables.Select(table => (JsonNode)table)]);
            var definition = new PipelineDefinition { Name = "verify", Steps = [new StepDefinition { Id = "verify", Type = "migrate.verify", With = JsonSerializer.SerializeToElement(with) }] };
            var run = await shot.RunAsync(definition, decided: false, cancellationToken);
            var compared = (await shot.ReadAsync<ComparedDatabases>(run, "verify", "result", cancellationToken)).Result;
            await (result.GetValue(_json) ? VerificationPrint.WriteJsonAsync(compared) : VerificationPrint.WriteAsync(compared));
            return VerificationPrint.ExitCodeOf(compared);
        }
    }

    private async Task<int> CheckAsync(ParseResult result, string file, CancellationToken cancellationToken)
    {
        var folder = options.Read(result).DataFolder;
        var content = await ReadAsync(file, cancellationToken);
        var check = InstanceKey.Exists(folder) ? ProofFile.Check(content, InstanceKey.Open(folder)) : ProofFile.CheckWithoutKey(content);
        if (check.Pack is not { } pack || check.State == ProofState.NotAProof)
            throw new CommandException(ExitCodes.BadInput, $"{file} is no proof of a migration. Nothing was checked.");
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(new { check.State, pack.Verdict, pack.Verified, pack.Run, Source = pack.Source.Connection, Target = pack.Target.Connection, pack.WrittenAt, pack.PlanDigest, pack.Checksum });
        else
            await PrintAsync(check.State, pack, folder);
        return check.State switch
        {
            ProofState.Sound => pack.Verified == true ? ExitCodes.Fine : pack.Verified is null ? ExitCodes.Incomplete : ExitCodes.Findings,
            ProofState.Changed => ExitCodes.Findings,
            _ => ExitCodes.Incomplete,
        };
    }

    private static async Task PrintAsync(ProofState state, ProofPack pack, string folder)
    {
        await Documents.WriteLineAsync(state switch
        {
            ProofState.Sound => "Sound: not a byte has changed since it was written here.",
            ProofState.Changed => "CHANGED: it bears the mark of this installation, and it is not as it was written. Do not rely on what it says.",
            _ => $"Not checked: another installation wrote it, and only that one has the key. The key of {folder} does not fit; name its data folder with --data.",
        });
        var says = state == ProofState.Sound ? "" : "It says: ";
        await Documents.WriteLineAsync($"{says}{pack.Source.Connection} to {pack.Target.Connection}, {pack.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}, run {pack.Run}: {pack.Verdict}");
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"The proof {file} cannot be read: {problem.Message}");
        }
    }
}
