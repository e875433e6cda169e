using System.CommandLine;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Knowledge.Schemas;
using ChatOps.Pipelines.Policy;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>knowledge schema CONN</c>: what is stated about the schema of a configured connection.</summary>
internal sealed class SchemaCommand(GlobalOptions options)
{
    private const long LargestFile = 20_000_000;

    private readonly Argument<string> _connection = new("CONN") { Description = "A configured name." };
    private readonly Argument<string?> _file = new("FILE") { Description = $"A CSV file: {string.Join(',', StatedSchemaCsv.Columns)}.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _remove = new("--remove") { Description = "State nothing any more." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("schema", "States keys, references, descriptions and synonyms of a connection by a CSV file; without a file, prints what is stated.") { _connection, _file, _remove, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var settings = options.Read(result);
        var person = LocalPerson.Find(settings);
        var (connection, isNamed) = ConnectionArgument.Resolve(result.GetValue(_connection)!, "dev", settings, person);
        if (!isNamed)
            throw new CommandException(ExitCodes.BadInput, "A schema is stated for a configured connection, by its name. Add the database to the Connections section first. Nothing was changed.");
        var stated = new StatedSchemas(settings.KeyFolder);
        var file = result.GetValue(_file);
        if (file is null && !result.GetValue(_remove))
            return await PrintAsync(stated, connection, result.GetValue(_json));
        if (!person.Roles.HasFlag(Roles.Admin))
            throw new CommandException(ExitCodes.NeedsDecision, "Only an administrator changes what the bot holds to be true, so nothing was changed.");
        return file is null ? await RemoveAsync(stated, connection) : await SetAsync(stated, connection, file, settings, result.GetValue(_json), cancellationToken);
    }

    private static async Task<int> SetAsync(StatedSchemas stated, DatabaseConnection connection, string file, Settings settings, bool json, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new CommandException(ExitCodes.BadInput, $"There is no file {file}. Nothing was changed.");
        if (new FileInfo(file).Length > LargestFile)
            throw new CommandException(ExitCodes.BadInput, $"{file} is larger than {Figures.Bytes(LargestFile)}, which is no description of a schema. Nothing was changed.");
        if (connection.Name == Settings.DemoName)
            await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var services = new ServiceCollection().AddDatabase([connection]).BuildServiceProvider();
        var schema = await services.GetRequiredService<SchemaReader>().ReadAsync(connection, cancellationToken);
        try
        {
            var kept = stated.Set(connection, await File.ReadAllBytesAsync(file, cancellationToken), file, schema);
            if (json)
                await Documents.WriteJsonAsync(new { connection = connection.Name, tables = kept.Tables.Select(Entry) });
            else
                await Documents.WriteLineAsync($"{connection.Name}: {Figures.Count(kept.Tables.Count, "table")}, {Figures.Count(kept.Tables.Sum(Keys), "key")} and {Figures.Count(kept.Tables.Sum(table => table.References.Count), "reference")} are stated from now on{Synonyms(kept)}.");
            return ExitCodes.Fine;
        }
        catch (StatedSchemaException wrong) when (json)
        {
            await Documents.WriteJsonAsync(new { connection = connection.Name, faults = wrong.Faults });
            return ExitCodes.BadInput;
        }
        catch (StatedSchemaException wrong)
        {
            throw new CommandException(ExitCodes.BadInput, $"{wrong.Message}{Environment.NewLine}Nothing was changed.");
        }
    }

    private static string Synonyms(StatedSchema stated) => stated.Tables.Sum(table => table.Synonyms.Values.Sum(phrases => phrases.Count)) is var count and > 0 ? $", with {Figures.Count(count, "synonym")}" : "";

    private static async Task<int> PrintAsync(StatedSchemas stated, DatabaseConnection connection, bool json)
    {
        if (json)
            await Documents.WriteJsonAsync(new { connection = connection.Name, tables = stated.For(connection).Tables.Select(Entry) });
        else
            await Documents.WriteLineAsync(stated.Text(connection)?.TrimEnd() ?? $"Nothing is stated about {connection.Name}. State something: knowledge schema {connection.Name} FILE.csv");
        return ExitCodes.Fine;
    }

    private static async Task<int> RemoveAsync(StatedSchemas stated, DatabaseConnection connection)
    {
        await Documents.WriteLineAsync(stated.Remove(connection) ? $"Nothing is stated about {connection.Name} any more." : $"Nothing was stated about {connection.Name}.");
        return ExitCodes.Fine;
    }

    private static object Entry(StatedTable table) => new
    {
        table.Name,
        table.Description,
        table.PrimaryKey,
        table.UniqueKeys,
        references = table.References.Select(reference => new { reference.Columns, reference.Targets }),
        table.Descriptions,
        table.Synonyms,
    };

    private static int Keys(StatedTable table) => table.UniqueKeys.Count + (table.PrimaryKey.Count > 0 ? 1 : 0);
}
