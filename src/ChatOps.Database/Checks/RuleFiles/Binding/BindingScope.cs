using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Binding;

/// <summary>What all checks of a file look names up in, and where the problems are gathered.</summary>
internal sealed class BindingScope
{
    private readonly Schema _schema;
    private readonly OtherDatabases _others;
    private readonly List<RuleFileProblem> _problems = [];

    internal BindingScope(Schema schema, IDialect dialect, OtherDatabases others, DateTimeOffset now)
    {
        (_schema, _others, Now) = (schema, others, now);
        (Sql, Checks) = (dialect.RuleSql, dialect.CheckSql);
    }

    internal IRuleSql Sql { get; }

    internal ICheckSql Checks { get; }

    internal DateTimeOffset Now { get; }

    internal IReadOnlyList<RuleFileProblem> Problems => _problems;

    internal void Problem(Place at, string message) => _problems.Add(new RuleFileProblem(at.Line, at.Column, message));

    /// <summary>The table of exactly that name, else one whose name differs only in case.</summary>
    internal static Table? Find(Schema schema, string name) =>
        schema.Tables.FirstOrDefault(table => table.Name == name) ?? schema.Tables.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal Table? FindTable(string name, Place at)
    {
        var found = Find(_schema, name);
        if (found is null)
        {
            Problem(at, _schema.Skipped.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } skipped
                ? $"'{skipped.Name}' cannot be checked. {skipped.Reason}"
                : $"There is no table '{name}'{NearestName.Hint(name, _schema.Tables.Select(table => table.Name))}");
        }

        return found;
    }

    internal Column? FindColumn(Table table, string name, Place at)
    {
        var found = table.Find(name);
        if (found is null)
        {
            Problem(at, $"{table.Name} has no column '{name}'{NearestName.Hint(name, table.Columns.Select(column => column.Name))}");
        }

        return found;
    }

    internal DatabaseConnection? FindConnection(string name, Place at)
    {
        var found = _others.Find(name);
        if (found is null)
        {
            Problem(at, $"There is no connection '{name}'{NearestName.Hint(name, _others.Names)}");
        }

        return found;
    }

    /// <summary>Null where it could not be read; that is told among what was not checked.</summary>
    internal Schema? SchemaOf(DatabaseConnection connection) => _others.SchemaOf(connection);
}
