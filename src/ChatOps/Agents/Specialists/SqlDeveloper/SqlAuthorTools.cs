using System.ComponentModel;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Reports.Masking;
using Microsoft.Extensions.AI;

namespace ChatOps.Agents.Specialists.SqlDeveloper;

/// <summary>What a model may look up while it writes a query. Everything goes through a session that can only read, and personal data is masked before it leaves, unless the connection shows it.</summary>
internal sealed class SqlAuthorTools(DatabaseConnection connection, Schema schema, DatabaseAccess access, QueryRunner runner)
{
    private const int MostValues = 20;

    private readonly SchemaTools _schema = new(schema);

    public IReadOnlyList<AIFunction> Functions =>
    [
        .. _schema.Functions,
        AIFunctionFactory.Create(SampleValuesAsync, "sample_values", $"Up to {MostValues} different values of a column."),
        AIFunctionFactory.Create(ExplainAsync, "explain", "Whether a statement would run, and if not, why."),
    ];

    private async Task<IReadOnlyList<object?>> SampleValuesAsync([Description("As the schema spells it.")] string table, [Description("As the schema spells it.")] string column, CancellationToken cancellationToken)
    {
        var found = _schema.Find(table);
        var named = found.Find(column)?.Name ?? throw new ArgumentException("There is no such column.");
        await using var session = await access.OpenReaderAsync(connection, cancellationToken);
        var rows = await session.QueryAdHocAsync($"SELECT DISTINCT {session.Dialect.QuoteIdentifier(named)} FROM {session.Dialect.QuoteTable(found)} LIMIT {MostValues}", MostValues, cancellationToken);
        var personal = new PersonalColumns([]);
        return [.. rows.Rows.Select(row => connection.ShowPersonalData ? row[0] : personal.Mask(found.Name, named, row[0]))];
    }

    private async Task<string> ExplainAsync([Description("One SELECT.")] string sql, CancellationToken cancellationToken)
    {
        return await runner.CheckAsync(connection, sql, cancellationToken) ? "It would run." : "It must begin with SELECT or WITH.";
    }
}
