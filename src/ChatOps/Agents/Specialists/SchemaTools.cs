using System.ComponentModel;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Database.Introspection;
using Microsoft.Extensions.AI;

namespace ChatOps.Agents.Specialists;

/// <summary>What any specialist may look up in a schema while a model works for it. No row is read.</summary>
internal sealed class SchemaTools(Schema schema)
{
    public IReadOnlyList<AIFunction> Functions => [AIFunctionFactory.Create(DescribeTable, "describe_table", "Columns, key and references of a table.")];

    /// <exception cref="ArgumentException">There is none; a model is told so in words.</exception>
    public Table Find(string name) => schema.Tables.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException("There is no such table.");

    private object DescribeTable([Description("As the schema spells it.")] string table) => SchemaFacts.Of(Find(table));
}
