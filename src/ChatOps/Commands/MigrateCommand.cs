using System.CommandLine;
using System.Text.Json;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Planning;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Commands;

/// <summary><c>migrate SOURCE TARGET</c>: moves tables from any engine to any other, compares both sides and proves it.</summary>
internal sealed class MigrateCommand(GlobalOptions options)
{
    private static readonly string[] Modes = ["fail", "append", "replace", "resume"];

    private readonly Argument<string> _source = new("source") { Description = "A configured name, a SQLite file, or a URL. It is only read.", HelpName = "SOURCE" };
    private readonly Argument<string> _target = new("target") { Description = "In the same words; a SQLite file is made where there is none.", HelpName = "TARGET" };
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string[]> _include = new("--include") { Description = "Only these tables.", HelpName = "T", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _exclude = new("--exclude") { Description = "Not these tables.", HelpName = "T", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _mode = new("--mode") { Description = "What to do with a target table that has rows: fail, append to it, replace it, or resume a migration that was cut off.", HelpName = string.Join('|', Modes), DefaultValueFactory = _ => Modes[0] };
    private readonly Option<string?> _schema = new("--schema") { Description = "PostgreSQL: the schema where the tables go, made where it is not there.", HelpName = "S" };
    private readonly Option<string?> _overrides = new("--overrides") { Description = "Types, names and conditions of your own.", HelpName = "FILE.yaml" };
    private readonly Option<string?> _backup = new("--backup") { Description = "Back up the target into this folder before the first write.", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print every statement, an estimate and what to know, and run nothing." };
    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not compare source and target in the end." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Your decision to write into the target." };
    private readonly Option<bool> _personal = ConnectionArgument.ShowPersonalData();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("migrate", "Moves tables into another database, whatever the engines, compares both sides value by value and proves it.")
        {
            _source, _target, _environment, _include, _exclude, _mode, _schema, _overrides, _backup, _dryRun, _noVerify, _yes, _personal, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (!Modes.Contains(result.GetValue(_mode)))
            throw new CommandException(ExitCodes.BadInput, $"--mode {result.GetValue(_mode)} is not known; there are {string.Join(", ", Modes)}. Nothing was written.");
        var overrides = await ReadAsync(result.GetValue(_overrides), cancellationToken);
        using var file = NewSqliteFile.For(result.GetValue(_target)!, options.Read(result));
        var (shot, connections) = await OneShot.StartAsync(options, result, Databases(result, overrides?.Choices.Tables.Keys ?? []), cancellationToken);
        await using (shot)
        {
            RequireTwo(connections[0], connections[1]);
            var asked = Asked(result, connections, overrides is not null);
            var definition = Definition(asked, overrides?.Text);
            if (asked.DryRun)
                return await MigrationPrint.DryRunAsync(shot, await shot.RunAsync(definition, decided: false, cancellationToken), result.GetValue(_json), cancellationToken);
            var run = await MigrateAsync(shot, definition, result.GetValue(_yes), cancellationToken);
            return await MigrationPrint.OutcomeAsync(shot, run, asked.Verify, result.GetValue(_json), cancellationToken);
        }
    }

    /// <summary>What failed half-way says what stands in the target, and how to go on.</summary>
    private static async Task<Run> MigrateAsync(OneShot shot, PipelineDefinition definition, bool yes, CancellationToken cancellationToken)
    {
        try
        {
            return await shot.RunAsync(definition, run => DecideAsync(run, yes), cancellationToken);
        }
        catch (CommandException problem) when (problem.ExitCode == ExitCodes.Failed && HasMade(shot.Last))
        {
            throw new CommandException(ExitCodes.Failed, $"{problem.Message} What had been made and loaded until then stands in the target, on record: go on with it by --mode resume, or take it back with rollback.");
        }
    }

    private static bool HasMade(Run? run) => run?.Steps.Any(step => step is { StepId: "create", Status: StepStatus.Succeeded }) == true;

    /// <param name="chosen">Tables of the source that the overrides name.</param>
    private IReadOnlyList<DatabaseAsked> Databases(ParseResult result, IEnumerable<string> chosen)
    {
        var (environment, shows) = (result.GetValue(_environment)!, result.GetValue(_personal));
        return
        [
            new DatabaseAsked(result.GetValue(_source)!, environment) { Tables = [.. result.GetValue(_include) ?? [], .. result.GetValue(_exclude) ?? [], .. chosen], ShowPersonalData = shows },
            new DatabaseAsked(result.GetValue(_target)!, environment) { Writes = true, ShowPersonalData = shows },
        ];
    }

    private MigrationAsked Asked(ParseResult result, IReadOnlyList<DatabaseConnection> connections, bool hasOverrides) => new(connections[0].Name, connections[1].Name)
    {
        Include = result.GetValue(_include) is { Length: > 0 } include ? include : null,
        Exclude = result.GetValue(_exclude) ?? [],
        Mode = result.GetValue(_mode)!,
        Schema = result.GetValue(_schema),
        Overrides = hasOverrides ? "{{ inputs.overrides }}" : null,
        Backup = result.GetValue(_backup) is { } folder ? Path.GetFullPath(folder) : null,
        DryRun = result.GetValue(_dryRun),
        Verify = !result.GetValue(_noVerify),
    };

    /// <summary>The file's text is an input of the run, so that nothing in it is taken for a template.</summary>
    private static PipelineDefinition Definition(MigrationAsked asked, string? overrides) => new()
    {
        Name = "migrate",
        Steps = MigrationSteps.Of(asked, id => id, [], null),
        Inputs = overrides is null ? [] : [new InputDefinition("overrides", JsonSerializer.SerializeToElement(new { type = "string", @default = overrides }))],
    };

    private static void RequireTwo(DatabaseConnection source, DatabaseConnection target)
    {
        if (source.Provider == target.Provider && DatabasePlace.Of(source) == DatabasePlace.Of(target))
            throw new CommandException(ExitCodes.BadInput, "Source and target are the same database. Nothing was written. Name another target.");
    }

    /// <summary>A file that is wrong is told before anything is opened.</summary>
    private static async Task<(string Text, MigrationOverrides Choices)?> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return null;
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            // A step takes a text of several lines for a file's text, and a single line for a file's name.
            return (text + "\n", OverrideFile.Parse(text, path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"The overrides file {path} cannot be read: {problem.Message} Nothing was written.");
        }
    }

    private static async Task<bool> DecideAsync(Run run, bool yes)
    {
        // A backup is known from the beginning, so it is asked about before there is a plan.
        if (run.Steps.First(step => step.StepId == "dry_run").Output is null)
            return yes || await LocalDecision.AskAsync("Write the backup?");
        var plan = OneShot.OutputOf(run, "dry_run").Deserialize<DryRunSummary>(ReportJson.Options)!;
        await Console.Error.WriteLineAsync($"{plan.Source} to {plan.Target}: {plan.Summary}");
        foreach (var note in plan.Notes.Where(note => note.Kind != NoteKind.Changed))
            await Console.Error.WriteLineAsync($"  {ProofWords.Kind(note.Kind)}  {note.Message}");
        return yes || await LocalDecision.AskAsync(plan.Mode == MigrationMode.Replace ? $"Drop these tables of {plan.Target} and make them anew?" : $"Write this into {plan.Target}?");
    }
}
