using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Schemas;
using ChatOps.People;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Agents.Specialists;

/// <summary>The <c>rules</c> of a step: the name of a file in the data folder's <c>rules</c> folder, or the text of a rule file itself.</summary>
public sealed class RuleFileInput(PipelinesOptions options, ConnectionRegistry connections, PeopleDirectory people, StatedSchemas schemas)
{
    /// <summary>Within the data folder.</summary>
    public const string FolderName = "rules";

    private readonly StepFile _file = new(options.DataFolder, FolderName, "a rule file", "Nothing was checked.");

    /// <summary>What to check, with the step's rule file where it names one and what is stated about the connection's schema.</summary>
    /// <exception cref="RuleFileException">It is no rule file.</exception>
    /// <exception cref="StatedSchemaException">What is stated about the schema is wrong.</exception>
    /// <exception cref="StepFailedException">There is no such file.</exception>
    public CheckOptions OptionsOf(DatabaseWork work) => new()
    {
        Tables = work.Tables,
        Rules = Find(work.Context.With) is { } file ? RuleFile.Parse(file.Text, file.Name) : null,
        Stated = schemas.For(work.Connection),
        // What the person who asked may not see is not there for the file either.
        Connections = people.FindById(work.Context.RequestedBy) is { } person ? new ConnectionRegistry(connections.All.Where(connection => person.MaySee(connection.Name))) : null,
    };

    /// <summary>Null where the step has no rules.</summary>
    /// <exception cref="StepFailedException">There is no such file.</exception>
    internal NamedText? Find(JsonElement with) => _file.Find(with, "rules");
}
