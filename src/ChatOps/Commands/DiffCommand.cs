using System.CommandLine;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Commands;

/// <summary>
/// <c>diff A B</c>: what differs between two schemas, and <c>diff A --save FILE</c>: keeps one to compare with later. It
/// only reads catalogs and keeps no state, so it needs no run.
/// </summary>
internal sealed class DiffCommand(GlobalOptions options)
{
    private readonly Argument<string> _from = new("from") { Description = "The measure: a configured name, a SQLite file, a URL, or a .json file that --save wrote.", HelpName = "A" };
    private readonly Argument<string?> _to = new("to") { Description = "What is looked at, in the same words. Where only this is a .json file, it is the measure: an earlier state of A.", HelpName = "B", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<string[]> _tables = new("--table") { Description = "Only this table; may be given several times.", HelpName = "T" };
    private readonly Option<string?> _save = new("--save") { Description = "Write the schema of A to this .json file.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("diff", "Compares two schemas, or a schema with what it was: exit code 0 when they are the same, 1 when not.") { _from, _to, _environment, _tables, _save, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (from, to, save) = (result.GetValue(_from)!, result.GetValue(_to), result.GetValue(_save));
        if (to is null && save is null)
            throw new CommandException(ExitCodes.BadInput, "What should it be compared with? Name B, or keep the schema with --save FILE.");
        if (save is not null && !IsSnapshot(save))
            throw new CommandException(ExitCodes.BadInput, $"--save {save}: the file has to end in .json, so that diff knows it again. Nothing was read.");
        var first = await ReadAsync(result, from, cancellationToken);
        if (save is not null)
            await SaveAsync(first.Schema, save, cancellationToken);
        if (to is null)
            return ExitCodes.Fine;
        var second = await ReadAsync(result, to, cancellationToken);
        var (before, after) = IsSnapshot(to) && !IsSnapshot(from) ? (second, first) : (first, second);
        var tables = result.GetValue(_tables) is { Length: > 0 } named ? named : null;
        if (tables?.FirstOrDefault(name => !SchemaComparison.Knows(before.Schema, name) && !SchemaComparison.Knows(after.Schema, name)) is { } unknown)
            throw new CommandException(ExitCodes.BadInput, $"Neither {before.Name} nor {after.Name} has a table {unknown}. Nothing was compared.");
        var drift = SchemaDrift.Of(before.Name, after.Name, SchemaComparison.Compare(before.Schema, after.Schema, tables));
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(drift);
        else
            await PrintAsync(drift);
        return !drift.Identical ? ExitCodes.Findings : drift.NotCompared.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Fine;
    }

    private async Task<(string Name, Schema Schema)> ReadAsync(ParseResult result, string source, CancellationToken cancellationToken)
    {
        if (IsSnapshot(source))
            return (Path.GetFileName(source), await ReadSnapshotAsync(source, cancellationToken));
        var settings = options.Read(result);
        var (connection, isNamed) = ConnectionArgument.Resolve(source, result.GetValue(_environment)!, settings, LocalPerson.Find(settings));
        if (isNamed && connection.Name == Settings.DemoName)
            await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var services = new ServiceCollection().AddDatabase([connection]).BuildServiceProvider();
        return (connection.Name, await services.GetRequiredService<SchemaReader>().ReadAsync(connection, cancellationToken));
    }

    private static bool IsSnapshot(string source) => source.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static async Task<Schema> ReadSnapshotAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await SchemaSnapshot.ReadAsync(stream, file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"{file} could not be read: {problem.Message} Nothing was compared.");
        }
    }

    /// <summary>Beside its place first, so that an interrupted write does not spoil the former snapshot.</summary>
    private static async Task SaveAsync(Schema schema, string file, CancellationToken cancellationToken)
    {
        var unfinished = file + ".unfinished";
        try
        {
            await using (var stream = File.Create(unfinished))
                await SchemaSnapshot.WriteAsync(stream, schema, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"The schema could not be written to {file}: {problem.Message}");
        }

        await Console.Error.WriteLineAsync($"Saved {Figures.Count(schema.Tables.Count, "table")} and {Figures.Count(schema.Views.Count, "view")} to {file}.");
    }

    private static async Task PrintAsync(SchemaDrift drift)
    {
        await Documents.WriteLineAsync(drift.Identical
            ? $"{drift.From} and {drift.To} have the same schema."
            : $"{Figures.Count(drift.Changes.Count, "difference")} from {drift.From} to {drift.To}:");
        foreach (var change in drift.Changes)
            await Documents.WriteLineAsync($"{HtmlReport.Word(change.Severity),-7}  {change.Rule}  {change.Message.ReplaceLineEndings(" ")}");
        foreach (var table in drift.NotCompared)
            await Documents.WriteLineAsync($"not compared  {table.Table}  {table.Reason}");
    }
}
